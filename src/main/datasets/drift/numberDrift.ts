/** @file How far two samples of numbers are from each other. */
import { quantilesOf } from './quantilesOf'
import type { Comparison } from './comparison'
import { stabilityIndex } from './stabilityIndex'

const BINS = 10

/**
 * The greatest distance of two empirical distribution functions, and its chance where both are one (Smirnov 1948; the
 * limiting distribution of Kolmogorov).
 * @param before ascending @param now ascending
 */
export function kolmogorovSmirnov(before: Float64Array, now: Float64Array): { distance: number; p: number } {
  let [distance, i, j] = [0, 0, 0]
  while (i < before.length && j < now.length) {
    const value = Math.min(before[i] ?? Infinity, now[j] ?? Infinity)
    while (i < before.length && (before[i] ?? Infinity) <= value) i++
    while (j < now.length && (now[j] ?? Infinity) <= value) j++
    distance = Math.max(distance, Math.abs(i / before.length - j / now.length))
  }
  const effective = (before.length * now.length) / (before.length + now.length)
  return { distance, p: kolmogorovTail(Math.sqrt(effective) * distance) }
}

/** P(K > x) of Kolmogorov's distribution, by the series that converges fast on either side (Marsaglia, Tsang and Wang 2003). */
export function kolmogorovTail(x: number): number {
  if (x <= 0) return 1
  if (x < 1.18) {
    const factor = Math.exp(-(Math.PI ** 2) / (8 * x * x))
    const sum = [1, 9, 25, 49].reduce((total, power) => total + factor ** power, 0)
    return 1 - (Math.sqrt(2 * Math.PI) / x) * sum
  }
  const terms = Array.from({ length: 8 }, (_, index) => index + 1)
  const sum = terms.reduce((total, k) => total + (k % 2 === 1 ? 1 : -1) * Math.exp(-2 * k * k * x * x), 0)
  return Math.min(1, Math.max(0, 2 * sum))
}

/** @param before @param now finite numbers, at least one each */
export function compareNumbers(before: Float64Array, now: Float64Array): Comparison {
  const [sorted, fresh] = [before.toSorted(), now.toSorted()]
  const { distance, p } = kolmogorovSmirnov(sorted, fresh)
  const cuts = quantilesOf(sorted, BINS)
  const shares = (values: Float64Array): number[] => {
    const counts = new Array<number>(cuts.length + 1).fill(0)
    for (const value of values) {
      const bin = cuts.findIndex((cut) => value <= cut)
      const place = bin < 0 ? cuts.length : bin
      counts[place] = (counts[place] ?? 0) + 1
    }
    return counts.map((count) => count / values.length)
  }
  const [was, is] = [shares(sorted), shares(fresh)]
  return {
    test: { test: 'kolmogorovSmirnov', statistic: distance, p, isLarge: distance >= 0.1 },
    stability: stabilityIndex(was, is, { before: before.length, now: now.length }),
    parts: was.map((share, bin) => ({ label: labelOf(cuts, bin), before: share, now: is[bin] ?? 0 })),
  }
}

function labelOf(cuts: readonly number[], bin: number): string {
  const figure = (value: number | undefined): string => String(Number((value ?? 0).toPrecision(3)))
  if (cuts.length === 0) return '–'
  if (bin === 0) return `≤ ${figure(cuts[0])}`
  return bin === cuts.length ? `> ${figure(cuts.at(-1))}` : `≤ ${figure(cuts[bin])}`
}
