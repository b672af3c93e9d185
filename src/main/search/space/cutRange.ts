/** @file A part of a range, or more than it, on its own scale and steps. */
import type { ChoiceDomain, Domain } from '../../../shared/domain/searchSpace'
import { roundOff } from './domains'

type NumberDomain = Exclude<Domain, ChoiceDomain>

export interface Cut {
  /** Shares of the way from low to high; below 0 and above 1 the range grows. */
  readonly from: number
  readonly to: number
  /** Ends that are not crossed; null: none. */
  readonly limits: { readonly low: number; readonly high: number } | null
}

/** @returns the range, its ends moved outward to whole steps, numbers without steps to two digits; null where nothing changes. */
export function cutRange(domain: NumberDomain, { from, to, limits }: Cut): NumberDomain | null {
  const lowest = limits?.low ?? -Infinity
  const highest = limits?.high ?? Infinity
  const low = from === 0 ? domain.low : Math.max(lowest, toGrid(domain, pointAt(domain, from), Math.floor))
  const high = to === 1 ? domain.high : Math.min(highest, toGrid(domain, pointAt(domain, to), Math.ceil))
  if (low >= high || (low === domain.low && high === domain.high)) return null
  return { ...domain, low, high }
}

function pointAt({ low, high, scale }: NumberDomain, share: number): number {
  return scale === 'log' ? low * (high / low) ** share : low + (high - low) * share
}

/** Steps are counted from the present low end, so that old values stay values; whole numbers of a log scale stay above 0. */
function toGrid(
  { kind, low, scale, step }: NumberDomain,
  value: number,
  round: (value: number) => number,
): number {
  if (step === undefined) {
    const unit = 10 ** (Math.floor(Math.log10(Math.abs(value) || 1)) - 1)
    return roundOff(round(roundOff(value / unit)) * unit)
  }
  const rounded = low + round(roundOff((value - low) / step)) * step
  if (kind === 'integer' && scale === 'log' && rounded < 1)
    return rounded + Math.ceil((1 - rounded) / step) * step
  return kind === 'integer' ? rounded : roundOff(rounded)
}
