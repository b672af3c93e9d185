/** @file Trained networks that models may begin with, as the data folder keeps them. */
import * as v from 'valibot'
import { BackboneId } from './ids'
import { Scaling, Sha256 } from './layers'
import { BackboneLayer } from './modelSpec'

/** Where it came from: a TF.js layers model, Keras's JSON and weights, or a trial of Fettle. */
export const BACKBONE_FORMATS = ['tfjs', 'keras', 'trial'] as const
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

/**
 * @param from a number of layers, or the name of the first that is trained
 * @returns how many of the last layers are trained; null where there is no layer of that name
 */
export function unfrozenFrom(layers: BackboneLayer['layers'], from: string): number | null {
  if (/^\d+$/.test(from)) return Math.min(layers.length, Number(from))
  const index = layers.findIndex(
    ({ id }) => id.toLowerCase() === from.replaceAll(/[^A-Za-z0-9]/g, '').toLowerCase(),
  )
  return index < 0 ? null : layers.length - index
}
