/** @file What rows are, in the words of the data. */
import type { PreparedMeta } from '../../../shared/domain/preparedMeta'

export type ShownTarget = string | number | null

/** @returns the label of each row, or its number in the units of the target; null where it has none. */
export function targetsOf({ fitted }: PreparedMeta, y: ArrayLike<number>): ShownTarget[] {
  const { output, targetCenter, targetScale } = fitted
  return Array.from(y, (value) => {
    if (Number.isNaN(value)) return null
    return output.kind === 'classes' ? (output.labels[value] ?? null) : value * targetScale + targetCenter
  })
}
