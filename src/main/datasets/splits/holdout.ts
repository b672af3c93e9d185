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
  const parts: [number[], number[], number[]] = [[], [], []]
  const classes = split.isStratified && classOf ? groupRows(rows, classOf) : [Array.from(rows)]
  for (const members of classes) deal(members, { random, split, parts })
  const [train, validation, test] = parts.map((part) => Int32Array.from(part).sort())
  const none = new Int32Array(0)
  return { train: train ?? none, validation: validation ?? none, test: test ?? none }
}

function groupRows(rows: Int32Array, classOf: Int32Array): number[][] {
  const groups: number[][] = []
  rows.forEach((row, at) => (groups[classOf[at] ?? 0] ??= []).push(row))
  return groups.filter((group) => group.length > 0)
}

function deal(
  members: number[],
  to: { random: Random; split: HoldoutShares; parts: readonly number[][] },
): void {
  if (!to.split.isInOrder) to.random.shuffle(members)
  let start = 0
  countParts(members.length, to.split).forEach((count, part) => {
    for (const row of members.slice(start, start + count)) to.parts[part]?.push(row)
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
