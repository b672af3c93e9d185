/** @file What is kept of the frozen part of a model: its outputs for the rows of a prepared dataset. */
import * as v from 'valibot'

export const FeaturesMeta = v.strictObject({
  /** The layer that they come out of, and how many stand before it, itself included. */
  layer: v.string(),
  layers: v.number(),
  /** Of a row. */
  shape: v.array(v.number()),
  rows: v.number(),
  /** What it took to compute them. */
  tookMs: v.number(),
})
export type FeaturesMeta = v.InferOutput<typeof FeaturesMeta>

/** What the trials of a study share, as far as it is there. */
export const FeaturesOfStudy = v.strictObject({
  /** What lies there now, one an extractor and fold. */
  kept: v.array(v.strictObject({ ...FeaturesMeta.entries, bytes: v.number() })),
  /** Whether pictures change from epoch to epoch, so that nothing can be kept. */
  isAugmented: v.boolean(),
})
export type FeaturesOfStudy = v.InferOutput<typeof FeaturesOfStudy>

/** Written last: features without it are none. */
export const FEATURES_FILE = 'features.json'

/** They go with the rows that they were made of. @param dataFolder of the prepared tensors */
export function featuresFolder(dataFolder: string, key: string): string {
  return `${dataFolder}/features-${key}`
}
