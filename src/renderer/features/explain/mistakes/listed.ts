import type { Mistakes } from '@shared/domain/explain'

export type Mistake = Mistakes['rows'][number]

export interface MistakeFilter {
  /** Place among the classes; null: all. */
  readonly truth: number | null
  readonly predicted: number | null
  readonly isWrongOnly: boolean
  /** Of what was predicted, from 0 to 1. */
  readonly surest: readonly [low: number, high: number]
}

export const EVERY_MISTAKE: MistakeFilter = {
  truth: null,
  predicted: null,
  isWrongOnly: false,
  surest: [0, 1],
}

/** @returns what passes, the largest loss first as it came. */
export function listMistakes({ rows, labels }: Mistakes, filter: MistakeFilter): Mistake[] {
  const isClasses = labels.length > 0
  const [low, high] = filter.surest
  return rows.filter(({ truth, predicted, confidence }) => {
    if (!isClasses) return true
    if (filter.truth !== null && filter.truth !== truth) return false
    if (filter.predicted !== null && filter.predicted !== predicted) return false
    if (filter.isWrongOnly && truth === predicted) return false
    return confidence === null || (confidence >= low && confidence <= high)
  })
}
