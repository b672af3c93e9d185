/** @file How the layers of a network do at the end of an epoch, for those who ask for it. */
import * as v from 'valibot'

const Norm = v.pipe(v.number(), v.minValue(0))
const Share = v.pipe(v.number(), v.minValue(0), v.maxValue(1))

/** Of one layer after one epoch. Norms are Euclidean, over all numbers that the layer learns. */
export const LayerFigures = v.strictObject({
  /** Id of the layer; copies of a repeat have their own. */
  layer: v.string(),
  /** Of the gradient of the mean loss on a sample of training rows, without penalties and before any clipping; null where the layer learns nothing. */
  gradientNorm: v.nullable(Norm),
  weightNorm: v.nullable(Norm),
  /** Length of the last step of the epoch as a share of the length of the weights before it. */
  updateRatio: v.nullable(Norm),
  /** Share of the units whose output is 0 for every row of the sample; null where the activation is not `relu`. */
  deadShare: v.nullable(Share),
  /** Share of the outputs that stand at an end of the activation; null where it has no ends. */
  saturatedShare: v.nullable(Share),
})
export type LayerFigures = v.InferOutput<typeof LayerFigures>

/** All layers after one epoch. */
export const LayerStep = v.strictObject({ step: v.number(), layers: v.array(LayerFigures) })
export type LayerStep = v.InferOutput<typeof LayerStep>
