/** @file What a model of Keras became other than it was meant when it was read. */
import * as v from 'valibot'

export const KERAS_REMARKS = [
  /** The last dense layer is the output: its units and its activation follow from the data. Details `units`, `activation`. */
  'outputFollowsData',
  /** The model ends in something else; an output layer stands behind it. */
  'outputAdded',
  /** Weights begin with other numbers. Details `initializer`: the class in Keras. */
  'initializerReplaced',
  /** The layer did not learn in Keras; here it does. */
  'frozen',
  /** Settings of one layer that differ in Keras are one here. Details `setting`: what was taken. */
  'settingsJoined',
] as const

export const KerasRemark = v.strictObject({
  code: v.picklist(KERAS_REMARKS),
  /** Its name in Keras. */
  layer: v.string(),
  details: v.record(v.string(), v.union([v.string(), v.number()])),
})
export type KerasRemark = v.InferOutput<typeof KerasRemark>
