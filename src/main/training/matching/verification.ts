/** @file Whether two rows are of one class: all pairs of a part by their distances, and how often a threshold is wrong about them. */
import { similarity, spreadVectors, toDistance, type Vectors } from './vectors'

/** Pairs, the nearest first. */
export interface Pairs {
  readonly distances: Float32Array
  /** 1 where both rows are of one class. */
  readonly alike: Uint8Array
  /** Classes of both rows. */
  readonly first: Int32Array
  readonly second: Int32Array
  readonly alikeCount: number
}

/** Rows whose pairs are looked at, at most: half a million pairs. */
export const MOST_PAIRED_ROWS = 1000

export function pairUp(vectors: Vectors): Pairs {
  const part = spreadVectors(vectors, MOST_PAIRED_ROWS)
  const count = (part.rows * (part.rows - 1)) / 2
  const distances = new Float32Array(count)
  const [first, second] = [new Int32Array(count), new Int32Array(count)]
  let pair = 0
  for (let row = 0; row < part.rows; row++) {
    for (let other = row + 1; other < part.rows; other++, pair++) {
      distances[pair] = toDistance(similarity(part, row, part, other))
      first[pair] = part.classes[row] ?? 0
      second[pair] = part.classes[other] ?? 0
    }
  }
  return sortPairs({ distances, first, second })
}

function sortPairs({ distances, first, second }: Pick<Pairs, 'distances' | 'first' | 'second'>): Pairs {
  const order = Uint32Array.from(distances.keys())
  order.sort((one, other) => (distances[one] ?? 0) - (distances[other] ?? 0))
  const pick = <T extends Float32Array | Int32Array>(values: T): T => {
    const picked = values.slice() as T
    order.forEach((pair, place) => (picked[place] = values[pair] ?? 0))
    return picked
  }
  const sorted = { distances: pick(distances), first: pick(first), second: pick(second) }
  const alike = Uint8Array.from(sorted.first, (label, pair) => (label === sorted.second[pair] ? 1 : 0))
  return { ...sorted, alike, alikeCount: alike.reduce((sum, value) => sum + value, 0) }
}

/** Pairs up to a distance are taken for one class. */
export interface ErrorRates {
  readonly threshold: number
  /** Share of pairs of two classes that are taken for one. */
  readonly falseAccept: number
  /** Share of pairs of one class that are taken for two. */
  readonly falseReject: number
}

/** How much a pair counts; see `equalError`. */
type Weigh = (pair: number) => number

/** A step a different distance, from accepting nothing on; empty where all pairs are of one sort. */
export function errorCurve(pairs: Pairs, weigh: Weigh = () => 1): ErrorRates[] {
  const { distances, alike } = pairs
  let [own, others] = [0, 0]
  for (let pair = 0; pair < distances.length; pair++) {
    if (alike[pair]) own += weigh(pair)
    else others += weigh(pair)
  }
  if (own === 0 || others === 0) return []
  const curve: ErrorRates[] = [{ threshold: 0, falseAccept: 0, falseReject: 1 }]
  let [found, wrong] = [0, 0]
  for (let pair = 0; pair < distances.length; pair++) {
    if (alike[pair]) found += weigh(pair)
    else wrong += weigh(pair)
    const threshold = distances[pair] ?? 0
    if (threshold === distances[pair + 1]) continue
    curve.push({ threshold, falseAccept: wrong / others, falseReject: 1 - found / own })
  }
  return curve
}

export interface EqualError {
  /** Of both kinds of errors, where they are equal. */
  readonly rate: number
  /** Of the two distances that it lies between, the one at which the larger error is smaller. */
  readonly threshold: number
}

/** Where the curve, its points joined by straight lines, is as far from either axis; null where there is no curve. */
export function equalError(curve: readonly ErrorRates[]): EqualError | null {
  const at = curve.findIndex(({ falseAccept, falseReject }) => falseAccept >= falseReject)
  const [before, after] = [curve[at - 1], curve[at]]
  if (!before || !after) return null
  const gapBefore = before.falseReject - before.falseAccept
  const gapAfter = after.falseAccept - after.falseReject
  const share = gapBefore / (gapBefore + gapAfter)
  const between = (one: number, other: number): number => one + share * (other - one)
  return {
    rate: between(before.falseAccept, after.falseAccept),
    threshold: before.falseReject < after.falseAccept ? before.threshold : after.threshold,
  }
}

/** The largest threshold at which no more pairs of two classes than this share are taken for one. */
export function thresholdFor(curve: readonly ErrorRates[], falseAccept: number): number {
  return curve.findLast((point) => point.falseAccept <= falseAccept)?.threshold ?? 0
}

/** The chance that a pair of one class is nearer than a pair of two, a tie counting half: the area under the curve. */
export function verificationArea(curve: readonly ErrorRates[]): number | undefined {
  let area = 0
  for (const [index, point] of curve.entries()) {
    const before = curve[index - 1]
    if (!before) continue
    const height = 1 - (before.falseReject + point.falseReject) / 2
    area += (point.falseAccept - before.falseAccept) * height
  }
  return curve.length === 0 ? undefined : area
}
