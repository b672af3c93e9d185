/** @file What kind of data a plan is about, in the word that a user would choose. */
import type { DatasetPlan } from './dataset'

export const DATASET_KINDS = ['table', 'images', 'text', 'series'] as const
export type DatasetKind = (typeof DATASET_KINDS)[number]

/** Pictures before texts before figures: what is rarest says most. */
export function datasetKindOf({ columns, series }: Pick<DatasetPlan, 'columns' | 'series'>): DatasetKind {
  const inputs = columns.filter(({ role }) => role === 'input')
  if (inputs.some(({ type }) => type === 'image')) return 'images'
  if (inputs.some(({ type }) => type === 'text')) return 'text'
  return series === null ? 'table' : 'series'
}
