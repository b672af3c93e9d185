/** @file Describes the values of one column: figures by range and histogram, categories by their commonest. */
import type { ColumnProfile } from '../../../shared/domain/column'
import { countTexts, type TextView } from '../import/table/views'
import { countDistinct } from '../statistics/column/countDistinct'
import { selectRank } from '../statistics/column/select'

const BINS = 20
const TOP_VALUES = 20

/** What was seen in a column, without its name and its bond to the target. */
export type ValuesSummary = Pick<ColumnProfile, 'missing' | 'distinct' | 'values'>

/** @param values NaN where missing. */
export function profileNumbers(values: Float64Array): ValuesSummary {
  const { count, low, high, ...spread } = spreadOf(values)
  const missing = values.length - count
  if (count === 0) return { missing, distinct: 0, values: null }
  const bins = new Bins(low, high)
  bins.countAll(values)
  return {
    missing,
    distinct: countDistinct(values),
    values: {
      kind: 'number',
      low,
      high,
      ...spread,
      median: medianByBins(values, bins, count),
      histogram: { low, high, counts: [...bins.counts] },
    },
  }
}

interface Spread {
  readonly count: number
  readonly low: number
  readonly high: number
  readonly mean: number
  readonly standardDeviation: number
}

/**
 * Two passes: the second one's sums, around the mean, do not cancel; what rounding left in the mean is taken out again.
 * Places are counted here and below, for iterators take three times as long.
 */
function spreadOf(values: Float64Array): Spread {
  let [count, sum, low, high] = [0, 0, Infinity, -Infinity]
  for (let row = 0; row < values.length; row++) {
    const value = values[row] ?? NaN
    if (Number.isNaN(value)) continue
    count++
    sum += value
    if (value < low) low = value
    if (value > high) high = value
  }
  if (count === 0) return { count, low, high, mean: 0, standardDeviation: 0 }
  const mean = sum / count
  let [squares, rest] = [0, 0]
  for (let row = 0; row < values.length; row++) {
    const value = values[row] ?? NaN
    if (Number.isNaN(value)) continue
    const from = value - mean
    squares += from * from
    rest += from
  }
  const variance = Math.max(0, squares - (rest * rest) / count) / count
  // Adding 0 makes −0 and 0 one.
  return {
    count,
    low: low + 0,
    high: high + 0,
    mean: mean + rest / count,
    standardDeviation: Math.sqrt(variance),
  }
}

/** Equal-width bins between two figures. */
export class Bins {
  readonly counts: Int32Array
  private readonly width: number

  constructor(
    private readonly low: number,
    high: number,
  ) {
    this.counts = new Int32Array(low === high ? 1 : BINS)
    // Halved, since the span of two huge figures may itself be too large.
    this.width = (high / 2 - low / 2) / this.counts.length
  }

  of(value: number): number {
    if (this.width <= 0) return 0
    return Math.min(this.counts.length - 1, Math.floor((value / 2 - this.low / 2) / this.width))
  }

  add(value: number, count: number): void {
    const bin = this.of(value)
    this.counts[bin] = (this.counts[bin] ?? 0) + count
  }

  countAll(values: Float64Array): void {
    for (let row = 0; row < values.length; row++) {
      const value = values[row] ?? NaN
      if (Number.isNaN(value)) continue
      const bin = this.of(value)
      this.counts[bin] = (this.counts[bin] ?? 0) + 1
    }
  }

  /** @returns the bin of the figure with this rank, and how many figures lie in those before. */
  find(rank: number): { bin: number; before: number } {
    let before = 0
    for (const [bin, count] of this.counts.entries()) {
      if (rank < before + count) return { bin, before }
      before += count
    }
    return { bin: this.counts.length - 1, before }
  }
}

/** Only the figures of the bin in which the middle lies are put in order. */
function medianByBins(values: Float64Array, bins: Bins, count: number): number {
  const upper = bins.find(count >> 1)
  const items = new Float64Array(bins.counts[upper.bin] ?? 0)
  let [used, below] = [0, -Infinity]
  for (let row = 0; row < values.length; row++) {
    const value = values[row] ?? NaN
    if (Number.isNaN(value)) continue
    const bin = bins.of(value)
    if (bin === upper.bin) items[used++] = value
    else if (bin < upper.bin && value > below) below = value
  }
  const rank = (count >> 1) - upper.before
  const middle = selectRank(items, rank)
  if (count % 2 === 1) return middle + 0
  // Those before the rank are not larger: the largest of them is the other one in the middle.
  for (let at = 0; at < rank; at++) below = Math.max(below, items[at] ?? below)
  return (below + middle) / 2 + 0
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
