/** @file Describes the values of one column: figures by range and histogram, categories by their commonest. */
import type { ColumnProfile } from '../../../shared/domain/column'
import { countTexts, type TextView } from '../import/table/views'
import { describeSpread } from '../statistics/column/moments'
import { presentOf } from '../statistics/column/present'
import { medianOfSorted } from '../statistics/column/select'

const BINS = 20
const TOP_VALUES = 20

/** What was seen in a column, without its name and its bond to the target. */
export type ValuesSummary = Pick<ColumnProfile, 'missing' | 'distinct' | 'values'>

/** @param values NaN where missing. */
export function profileNumbers(values: Float64Array): ValuesSummary {
  const present = presentOf(values).sort()
  const missing = values.length - present.length
  if (present.length === 0) return { missing, distinct: 0, values: null }
  const { mean, standardDeviation } = describeSpread(present)
  const low = present[0] ?? 0
  const high = present[present.length - 1] ?? 0
  const histogram = countBins(present, low, high)
  let distinct = 0
  for (let at = 0; at < present.length; at++) if (at === 0 || present[at] !== present[at - 1]) distinct++
  return {
    missing,
    distinct,
    values: {
      kind: 'number',
      low,
      high,
      mean,
      standardDeviation,
      median: medianOfSorted(present),
      histogram,
    },
  }
}

export function profileTexts(view: TextView): ValuesSummary {
  const counts = countTexts(view)
  const seen = view.texts
    .map((value, code) => ({ value, count: counts[code] ?? 0 }))
    .filter(({ count }) => count > 0)
  const present = seen.reduce((sum, { count }) => sum + count, 0)
  const top = seen
    .sort((left, right) => right.count - left.count || (left.value < right.value ? -1 : 1))
    .slice(0, TOP_VALUES)
    .map(({ value, count }) => ({ value: value.slice(0, 200), count }))
  return {
    missing: view.codes.length - present,
    distinct: seen.length,
    values: present === 0 ? null : { kind: 'values', top },
  }
}

function countBins(values: Float64Array, low: number, high: number) {
  const counts = new Array<number>(low === high ? 1 : BINS).fill(0)
  // Halved, since the span of two huge figures may itself be too large.
  const width = (high / 2 - low / 2) / counts.length
  for (const value of values) {
    const bin = width > 0 ? Math.min(counts.length - 1, Math.floor((value / 2 - low / 2) / width)) : 0
    counts[bin] = (counts[bin] ?? 0) + 1
  }
  return { low, high, counts }
}
