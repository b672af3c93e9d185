/** @file Divides rows into training, validation and sealed test rows. */
import type { HoldoutSplit } from '../../../shared/domain/split'
import { createRandom, type Random } from '../../../shared/util/random'
import type { SplitRows } from './splitRequest'

type Shares = Pick<HoldoutSplit, 'train' | 'validation' | 'test'>

/** Shares of the three parts, of which some may be 0, and how rows are dealt to them. */
export interface HoldoutShares extends Shares, Pick<HoldoutSplit, 'isStratified' | 'seed'> {
  /** Deal rows in their order instead of at random: the first ones train. */
  readonly isInOrder?: boolean
}

/**
 * Depends on nothing but the rows, their classes and the split.
 * @param classOf class of each row (by its place in `rows`), for a stratified split; null divides all rows as one class.
 */
export function splitHoldout(rows: Int32Array, classOf: Int32Array | null, split: HoldoutShares): SplitRows {
  const random = createRandom(split.seed)
  const classes = split.isStratified && classOf ? groupPlaces(classOf) : [Int32Array.from(rows.keys())]
  const partOf = new Uint8Array(rows.length)
  for (const places of classes) deal(places, { random, split, partOf })
  const [train, validation, test] = [0, 1, 2].map((part) => rows.filter((_, place) => partOf[place] === part))
  const none = new Int32Array(0)
  return { train: train ?? none, validation: validation ?? none, test: test ?? none }
}

/** @returns the places of each class, ascending. */
function groupPlaces(classOf: Int32Array): Int32Array[] {
  const sizes: number[] = []
  for (const label of classOf) sizes[label] = (sizes[label] ?? 0) + 1
  const groups = Array.from(sizes, (size = 0) => new Int32Array(size))
  const used = new Int32Array(groups.length)
  for (let place = 0; place < classOf.length; place++) {
    const label = classOf[place] ?? 0
    const group = groups[label]
    if (group) group[used[label] ?? 0] = place
    used[label] = (used[label] ?? 0) + 1
  }
  return groups.filter((group) => group.length > 0)
}

function deal(places: Int32Array, to: { random: Random; split: HoldoutShares; partOf: Uint8Array }): void {
  if (!to.split.isInOrder) to.random.shuffle(places)
  let start = 0
  countParts(places.length, to.split).forEach((count, part) => {
    for (const place of places.subarray(start, start + count)) to.partOf[place] = part
    start += count
  })
}

/**
 * Rows of each part by largest remainders: the floors first, then one more for the largest fractions (training before
 * validation before test when they tie). Training never goes without: a class it has not seen cannot be learnt.
 */
export function countParts(count: number, split: Shares): [number, number, number] {
  const sum = split.train + split.validation + split.test
  const exact = [split.train, split.validation, split.test].map((share) => (share / sum) * count)
  // Shares such as 0.16 × 50 come out as 7.999…: what is that close to a whole number is one.
  const floors = exact.map((quota) => Math.floor(quota + 1e-9))
  const order = [0, 1, 2].sort((left, right) => remainder(right) - remainder(left) || left - right)
  function remainder(part: number): number {
    return Math.round(((exact[part] ?? 0) - (floors[part] ?? 0)) * 1e9)
  }
  const left = count - floors.reduce((total, floor) => total + floor, 0)
  for (const part of order.slice(0, left)) floors[part] = (floors[part] ?? 0) + 1
  const [train = 0, validation = 0, test = 0] = floors
  if (train > 0 || count === 0) return [train, validation, test]
  return validation > test ? [1, validation - 1, test] : [1, validation, test - 1]
}
