/** @file Between which values the numbers of a network lie, from what it made of some rows. */
import type { Calibration } from '../../../shared/domain/artifact'
import { invariant } from '../../../shared/errors/appError'

export interface Range {
  readonly low: number
  readonly high: number
}

/** Bins of a histogram of magnitudes. */
const BINS = 2048
/** What eight bits tell apart. */
const LEVELS = 256
/** Share of the values that is kept by `percentile`. */
const KEPT = 0.9999

/** Reads values batch by batch, twice where a histogram is needed: first for the ends, then between them. */
export class RangeFinder {
  private low = Infinity
  private high = -Infinity
  private bins: Float64Array | null = null

  /** First pass. */
  widen(values: ArrayLike<number>): void {
    for (let index = 0; index < values.length; index++) {
      const value = values[index] ?? 0
      if (value < this.low) this.low = value
      if (value > this.high) this.high = value
    }
  }

  /** Second pass. */
  count(values: ArrayLike<number>): void {
    const most = this.largest()
    this.bins ??= new Float64Array(BINS)
    const scale = most === 0 ? 0 : BINS / most
    for (let index = 0; index < values.length; index++) {
      const bin = Math.min(BINS - 1, Math.floor(Math.abs(values[index] ?? 0) * scale))
      this.bins[bin] = (this.bins[bin] ?? 0) + 1
    }
  }

  range(calibration: Calibration): Range {
    if (calibration === 'minMax') return { low: this.low, high: this.high }
    invariant(this.bins, 'values are counted before a range is cut')
    const cut = calibration === 'percentile' ? binOfShare(this.bins, KEPT) : binOfLeastLoss(this.bins)
    const most = (this.largest() * cut) / BINS
    return { low: Math.max(this.low, -most), high: Math.min(this.high, most) }
  }

  private largest(): number {
    return Math.max(Math.abs(this.low), Math.abs(this.high))
  }
}

/** @returns bins from zero on that hold this share of all values. */
function binOfShare(bins: Float64Array, share: number): number {
  const wanted = share * bins.reduce((sum, count) => sum + count, 0)
  let held = 0
  for (const [bin, count] of bins.entries()) {
    held += count
    if (held >= wanted) return bin + 1
  }
  return bins.length
}

/**
 * The cut at which values told apart at 128 magnitudes say most of what they said (Migacz 2017, "8-bit Inference with TensorRT"):
 * least Kullback–Leibler divergence of the rounded from the clipped histogram.
 */
function binOfLeastLoss(bins: Float64Array): number {
  const levels = LEVELS / 2
  let best = { bins: bins.length, loss: Infinity }
  const total = bins.reduce((sum, count) => sum + count, 0)
  let held = bins.slice(0, levels).reduce((sum, count) => sum + count, 0)
  for (let cut = levels; cut <= bins.length; cut += STRIDE) {
    const loss = divergence(bins.subarray(0, cut), total - held, levels)
    // Of equal cuts the widest.
    if (loss <= best.loss) best = { bins: cut, loss }
    for (let bin = cut; bin < Math.min(bins.length, cut + STRIDE); bin++) held += bins[bin] ?? 0
  }
  return best.bins
}

const STRIDE = 16

/** Σ p log(p / q): p clipped, its last bin with all that lies beyond; q the same at fewer levels, spread over what was not empty. */
function divergence(kept: Float64Array, beyond: number, levels: number): number {
  const clipped = kept.slice()
  clipped[kept.length - 1] = (clipped.at(-1) ?? 0) + beyond
  const rounded = spread(kept, levels)
  const sum = clipped.reduce((all, count) => all + count, 0)
  const sumRounded = rounded.reduce((all, count) => all + count, 0)
  let loss = 0
  for (const [bin, count] of clipped.entries()) {
    if (count === 0) continue
    const share = (rounded[bin] ?? 0) / Math.max(1, sumRounded)
    loss += (count / sum) * Math.log(count / sum / Math.max(share, TINY))
  }
  return loss
}

const TINY = 1e-12

function spread(kept: Float64Array, levels: number): Float64Array {
  const rounded = new Float64Array(kept.length)
  for (let level = 0; level < levels; level++) {
    const from = Math.floor((level * kept.length) / levels)
    const to = Math.floor(((level + 1) * kept.length) / levels)
    const part = kept.subarray(from, to)
    const filled = part.reduce((count, value) => count + (value > 0 ? 1 : 0), 0)
    const mean = filled === 0 ? 0 : part.reduce((sum, value) => sum + value, 0) / filled
    for (let bin = from; bin < to; bin++) rounded[bin] = (kept[bin] ?? 0) > 0 ? mean : 0
  }
  return rounded
}
