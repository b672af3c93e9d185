import type { ClassReport } from '@shared/domain/report'

/** A cell of the confusion matrix. */
export interface ConfusionCell {
  readonly actual: string
  readonly predicted: string
  readonly count: number
  /** Share of the rows of the true class, 0 to 1; 0 where there are none. */
  readonly share: number
  readonly isRight: boolean
}

/** The matrix with shares a row: true classes down, predicted ones across. */
export function confusionCells({ labels, confusion }: ClassReport): ConfusionCell[][] {
  return labels.map((actual, row) => {
    const counts = confusion[row] ?? []
    const total = counts.reduce((sum, count) => sum + count, 0)
    return labels.map((predicted, column) => {
      const count = counts[column] ?? 0
      return { actual, predicted, count, share: total === 0 ? 0 : count / total, isRight: row === column }
    })
  })
}
