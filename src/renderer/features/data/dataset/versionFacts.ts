import type { ColumnProfile } from '@shared/domain/column'
import type { DatasetVersion } from '@shared/domain/dataset'

/** A label of the target, and how many rows have it. */
export interface ClassCount {
  readonly label: string
  readonly count: number
}

export function targetProfileOf({ profiles, target }: DatasetVersion): ColumnProfile | undefined {
  return profiles.find(({ name }) => name === target)
}

/** @returns the labels of the output in the order of how common they are, as the profile of the target counted them. */
export function classesOf(version: DatasetVersion): ClassCount[] {
  if (version.output.kind !== 'classes') return []
  const labels = new Set(version.output.labels)
  const values = targetProfileOf(version)?.values
  const top = values?.kind === 'values' ? values.top : []
  return top.filter(({ value }) => labels.has(value)).map(({ value, count }) => ({ label: value, count }))
}

/** @returns how many rows are trained on, validated on or sealed. */
export function usedRows({ counts }: DatasetVersion): number {
  return counts.train + counts.validation + counts.test
}

export function inputCount({ plan }: DatasetVersion): number {
  return plan.columns.filter(({ role }) => role === 'input').length
}
