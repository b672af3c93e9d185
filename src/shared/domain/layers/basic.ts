/** @file Layers of any network: input, dense, output, activations. */
import * as v from 'valibot'
import { ActivationName, between, KERNEL, LAYER_BASE, Units } from './weights'

/** Names one of the inputs of the data where there are several; a model of one input needs none. */
export const InputLayer = v.strictObject({
  kind: v.literal('input'),
  id: LAYER_BASE.id,
  /** Name of the input in the data. */
  source: LAYER_BASE.id,
})

/** Acts on the last axis: every unit reads all of its numbers. */
export const DenseLayer = v.strictObject({
  kind: v.literal('dense'),
  ...LAYER_BASE,
  units: Units,
  activation: ActivationName,
  ...KERNEL,
})

/** The last layer: its units and activation follow from the task (softmax over classes, one sigmoid, one linear). */
export const OutputLayer = v.strictObject({ kind: v.literal('output'), ...LAYER_BASE, ...KERNEL })

export const ActivationLayer = v.strictObject({
  kind: v.literal('activation'),
  ...LAYER_BASE,
  activation: ActivationName,
})

export const LeakyReluLayer = v.strictObject({
  kind: v.literal('leakyRelu'),
  ...LAYER_BASE,
  /** Below zero. */
  slope: between(0, 1),
})

/** The slope below zero is learnt (He et al. 2015). */
export const PreluLayer = v.strictObject({
  kind: v.literal('prelu'),
  ...LAYER_BASE,
  /** One slope a channel, whatever the place; else one a number. */
  isShared: v.boolean(),
})
