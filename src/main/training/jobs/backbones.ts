/** @file Makes backbones: of networks that others trained, and of what was trained here. */
import * as v from 'valibot'
import type { BackboneFormat, ReadBackbone } from '../../../shared/domain/backbone'
import type { Scaling } from '../../../shared/domain/layers'
import { BackboneLayer, type LayerSpec, type ModelSpec } from '../../../shared/domain/modelSpec'
import { AppError } from '../../../shared/errors/appError'
import { planModel } from '../../compiler'
import { keepWeights } from '../backbones/keepWeights'
import { readNetwork } from '../backbones/reading/readNetwork'
import type { Weights } from '../types'
import { readWeights } from '../weightsFile'
import type { Job } from '../job'

export const readBackbone: Job<'readBackbone'> = async (input, { progress }) => {
  progress(0, 2)
  const { format, network } = await readNetwork(input)
  progress(1, 2)
  const { layers, input: read, outputShape, weights, dropped } = network
  const inputShape = [...read.shape]
  return {
    format,
    ...(await keepWeights(weights, input.backbonesFolder)),
    layers: v.parse(BackboneLayer.entries.layers, layers),
    inputShape,
    outputShape: [...outputShape],
    scaling: guessScaling(format, input.fileName, inputShape),
    dropped: [...dropped],
  }
}

/** Most networks of pictures that come without a scaling of their own were trained from −1 to 1; those of PyTorch, by ImageNet. */
function guessScaling(format: BackboneFormat, name: string, shape: readonly number[]): Scaling {
  if (shape.length !== 3 || shape.at(-1) !== 3) return 'none'
  if (format === 'onnx') return 'imagenet'
  return /efficientnet(?!.?v2)|mobilenet.?v3/i.test(name) ? 'bytes' : 'symmetric'
}

/** Pictures come as they came in the training: nothing is to be scaled. */
export const keepBackbone: Job<'keepBackbone'> = async ({ model, inputs, weightsFile, backbonesFolder }) => {
  const { network, dropped } = withoutOutput(model)
  const plan = planModel({ ...model, inputs, output: { kind: 'number' } })
  const planned = plan.layers.filter(({ spec }) => network.some(({ id }) => id === spec.id))
  const [input] = plan.inputs
  const last = planned.at(-1)
  if (!input || !last || plan.inputs.length > 1) {
    throw new AppError('backbone/several-inputs', { name: last?.spec.id ?? '' })
  }
  const all = await readWeights(weightsFile)
  const names = planned.flatMap(({ parameters }) => parameters.map(({ name }) => name))
  const weights: Weights = new Map([...all].filter(([name]) => names.includes(name)))
  const read: ReadBackbone = {
    format: 'trial',
    ...(await keepWeights(weights, backbonesFolder)),
    layers: v.parse(BackboneLayer.entries.layers, network),
    inputShape: [...input.shape],
    outputShape: [...last.outputShape],
    scaling: 'none',
    dropped,
  }
  return read
}

/** A dropout in front of the output goes with it. */
function withoutOutput({ layers }: ModelSpec): { network: LayerSpec[]; dropped: string[] } {
  const end = layers.findLastIndex(({ kind }) => kind !== 'output' && kind !== 'dropout')
  const network = layers.slice(0, end + 1)
  return { network, dropped: layers.slice(end + 1).map(({ id }) => id) }
}
