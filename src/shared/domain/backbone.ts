/** @file Trained networks that models may begin with, as the data folder keeps them. */
import * as v from 'valibot'
import type { DatasetPlan } from './dataset'
import type { Design } from './design'
import { BackboneId } from './ids'
import { Scaling, Sha256 } from './layers'
import { BackboneLayer } from './modelSpec'
import { newLayer } from './newLayer'
import { PictureStep } from './recipe'
import { DEFAULT_TRAINING } from './trainingSpec'

/** Where it came from: a TF.js layers model, what Keras saved, a file of ONNX, or a trial of Fettle. */
export const BACKBONE_FORMATS = ['tfjs', 'keras', 'onnx', 'trial'] as const
export const BackboneFormat = v.picklist(BACKBONE_FORMATS)
export type BackboneFormat = v.InferOutput<typeof BackboneFormat>

/** A network that was read, before it is kept under a name. */
export const ReadBackbone = v.strictObject({
  format: BackboneFormat,
  weights: Sha256,
  /** Of the file of the weights. */
  sizeBytes: v.number(),
  weightCount: v.number(),
  layers: BackboneLayer.entries.layers,
  inputShape: BackboneLayer.entries.inputShape,
  /** Of what its last layer gives. */
  outputShape: v.array(v.number()),
  /** What it most likely expects of pictures; the user may know better. */
  scaling: Scaling,
  /** Layers at the end that were left out: they said what the network was trained for. */
  dropped: v.array(v.string()),
})
export type ReadBackbone = v.InferOutput<typeof ReadBackbone>

export const BackboneName = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(120))

export const Backbone = v.strictObject({
  id: BackboneId,
  name: BackboneName,
  ...ReadBackbone.entries,
  createdAt: v.number(),
})
export type Backbone = v.InferOutput<typeof Backbone>

/** @returns the backbone as a layer of a design, frozen. @param id that no other layer of the design has */
export function layerOfBackbone(backbone: Backbone, id: string): BackboneLayer {
  const { name, weights, inputShape, weightCount, scaling, layers } = backbone
  return v.parse(BackboneLayer, {
    ...{ kind: 'backbone', id, name, weights, inputShape, weightCount, scaling, layers },
  })
}

/** @returns how many of the last layers may be trained: those behind nodes of ONNX. */
export function mostUnfrozen(layers: BackboneLayer['layers']): number {
  return layers.length - 1 - layers.findLastIndex(({ kind }) => kind === 'onnx')
}

/**
 * @param from a number of layers, or the name of the first that is trained
 * @returns how many of the last layers are trained; null where there is no layer of that name
 */
export function unfrozenFrom(layers: BackboneLayer['layers'], from: string): number | null {
  if (/^\d+$/.test(from)) return Math.min(mostUnfrozen(layers), Number(from))
  const index = layers.findIndex(
    ({ id }) => id.toLowerCase() === from.replaceAll(/[^A-Za-z0-9]/g, '').toLowerCase(),
  )
  return index < 0 ? null : Math.min(mostUnfrozen(layers), layers.length - index)
}

/** @returns a plan whose pictures have the size and colours that a network was trained on; any other plan as it is, also where no picture may be so small or large. */
export function withPictureSize(
  plan: DatasetPlan,
  [height, width, channels]: readonly number[],
): DatasetPlan {
  const isPicture = height !== undefined && width !== undefined && (channels === 1 || channels === 3)
  if (!isPicture) return plan
  return {
    ...plan,
    recipe: plan.recipe.map((step) => {
      if (step.kind !== 'picture') return step
      const sized = v.safeParse(PictureStep, { ...step, height, width, channels })
      return sized.success ? sized.output : step
    }),
  }
}

/** @returns a small head on a backbone of which so many of the last layers are trained, and what of it usually varies. */
export function designOnBackbone(backbone: Backbone, unfreeze = 0): Design {
  const base = { ...layerOfBackbone(backbone, 'backbone'), unfreeze }
  const isVector = backbone.outputShape.length === 1
  return {
    layers: [
      base,
      ...(isVector ? [] : [newLayer('globalAveragePool', 'average')]),
      newLayer('dropout', 'drop', { rate: 0.2 }),
      newLayer('dense', 'hidden', { units: 64 }),
      newLayer('output', 'output'),
    ],
    training: { ...DEFAULT_TRAINING, epochs: 30, patience: 8, batchSize: 32, learningRate: 1e-3 },
    search: {
      'training.learningRate': { kind: 'float', low: 1e-4, high: 1e-2, scale: 'log' },
      'drop.rate': { kind: 'float', low: 0, high: 0.6, scale: 'linear' },
    },
  }
}
