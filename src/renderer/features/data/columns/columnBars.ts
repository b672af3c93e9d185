import type { ColumnProfile } from '@shared/domain/column'

const MOST_BARS = 10

/** Heights of a column's small histogram: bins of a number, the commonest values of everything else. */
export function columnBars(profile: ColumnProfile): number[] {
  if (profile.values === null) return []
  if (profile.values.kind === 'values')
    return profile.values.top.slice(0, MOST_BARS).map(({ count }) => count)
  return mergeBins(profile.values.histogram.counts)
}

/** Adds neighbours up until there are few enough to be seen. */
function mergeBins(counts: readonly number[]): number[] {
  const size = Math.ceil(counts.length / MOST_BARS)
  const merged: number[] = []
  for (let start = 0; start < counts.length; start += size) {
    merged.push(counts.slice(start, start + size).reduce((sum, count) => sum + count, 0))
  }
  return merged
}
