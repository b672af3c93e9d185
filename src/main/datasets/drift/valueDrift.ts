/** @file How far the values of two samples are from each other. */
import { incompleteBeta } from '../statistics/special/beta'
import { logGamma } from '../statistics/special/gamma'
import { chiSquareTail } from '../statistics/special/tails'
import type { Comparison, RawTest } from './comparison'
import { stabilityIndex } from './stabilityIndex'

/** Expected rows of a value below which it is counted with the other rare ones (Cochran 1954). */
const LEAST_EXPECTED = 5
/** Values that are shown one by one. */
const MOST_PARTS = 12
/** Population stability that is worth a word (Siddiqi 2006: below 0.1 there is no change to speak of). */
const LEAST_STABILITY = 0.1

type Counts = ReadonlyMap<string, number>

export function countValues(values: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1)
  return counts
}

/** Pearson's χ² of homogeneity of a 2 × k table. */
export function chiSquare(
  before: readonly number[],
  now: readonly number[],
): { statistic: number; p: number } {
  const [m, n] = [sum(before), sum(now)]
  const statistic = before.reduce((total, count, part) => {
    const both = count + (now[part] ?? 0)
    if (both === 0) return total
    const [expected, expectedNow] = [(both * m) / (m + n), (both * n) / (m + n)]
    return total + (count - expected) ** 2 / expected + ((now[part] ?? 0) - expectedNow) ** 2 / expectedNow
  }, 0)
  const freedom = before.filter((count, part) => count + (now[part] ?? 0) > 0).length - 1
  return { statistic, p: freedom < 1 ? 1 : chiSquareTail(statistic, freedom) }
}

/** @param before @param now values that are there, at least one each */
export function compareValues(before: readonly string[], now: readonly string[]): Comparison {
  const [was, is] = [countValues(before), countValues(now)]
  const groups = groupRare(was, is, { before: before.length, now: now.length })
  const countsOf = (counts: Counts): number[] =>
    groups.map((values) => sum(values.map((value) => counts.get(value) ?? 0)))
  const [countsBefore, countsNow] = [countsOf(was), countsOf(is)]
  const share = (counts: readonly number[], total: number) => counts.map((count) => count / total)
  const [sharesBefore, sharesNow] = [share(countsBefore, before.length), share(countsNow, now.length)]
  const stability = stabilityIndex(sharesBefore, sharesNow, { before: before.length, now: now.length })
  const { statistic, p } = chiSquare(countsBefore, countsNow)
  return {
    test: { test: 'chiSquare', statistic, p, isLarge: stability >= LEAST_STABILITY },
    stability,
    parts: groups.slice(0, MOST_PARTS).map((values, group) => ({
      label: values.length === 1 ? (values[0] ?? '') : '…',
      before: sharesBefore[group] ?? 0,
      now: sharesNow[group] ?? 0,
    })),
  }
}

/** Each value for itself, the commonest first, and all rare ones together. */
function groupRare(before: Counts, now: Counts, sizes: { before: number; now: number }): string[][] {
  const all = new Map(before)
  for (const [value, count] of now) all.set(value, (all.get(value) ?? 0) + count)
  const smaller = Math.min(sizes.before, sizes.now) / (sizes.before + sizes.now)
  const isCommon = (value: string): boolean => (all.get(value) ?? 0) * smaller >= LEAST_EXPECTED
  const values = [...all.keys()].sort((one, other) => (all.get(other) ?? 0) - (all.get(one) ?? 0))
  const rare = values.filter((value) => !isCommon(value))
  const common = values.filter(isCommon).map((value) => [value])
  return rare.length === 0 ? common : [...common, rare]
}

interface Share {
  readonly count: number
  readonly total: number
}

/** Whether a share differs: Fisher's exact test on both sides, right for the smallest counts too (Fisher 1922). */
export function compareShares(before: Share, now: Share): { difference: number; p: number } {
  const difference = now.count / now.total - before.count / before.total
  const all = before.total + now.total
  const so = before.count + now.count
  const logChoose = (n: number, k: number): number => logGamma(n + 1) - logGamma(k + 1) - logGamma(n - k + 1)
  const logOf = (count: number): number =>
    logChoose(now.total, count) + logChoose(before.total, so - count) - logChoose(all, so)
  const [low, high] = [Math.max(0, so - before.total), Math.min(so, now.total)]
  const seen = logOf(now.count)
  let p = 0
  // A little more than equal counts as equal, for logarithms are rounded.
  for (let count = low; count <= high; count++) if (logOf(count) <= seen + 1e-7) p += Math.exp(logOf(count))
  return { difference, p: Math.min(1, p) }
}

/** How many cells of a value that training never saw are let pass, at least. */
const LET_PASS = 0.01

/**
 * Whether more cells have values that training never saw than come by themselves: of a hundredth of all, or of what training itself had
 * only once, for so much of the next cells is new where nothing changes (Good 1953). Binomial, one side.
 */
export function testUnseen(unseen: Share, before: readonly string[]): RawTest {
  const once = [...countValues(before).values()].filter((count) => count === 1).length
  const expected = Math.max(LET_PASS, (once + 1) / before.length)
  const { count, total } = unseen
  const p = count === 0 || expected >= 1 ? 1 : incompleteBeta(count, total - count + 1, expected)
  return { test: 'unseen', statistic: count / total, p, isLarge: count / total > LET_PASS }
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
}
