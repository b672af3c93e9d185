/** @file Orthogonal arrays: the smallest one that holds the factors, with a column for each. */
import { createRandom } from '../../../shared/util/random'
import { differenceArray } from './differenceArray'
import { geometricArray } from './geometricArray'
import type { ArrayFamily, Column } from './types'

export interface OrthogonalArray {
  readonly runs: number
  /** `L18`. */
  readonly name: string
  /** A column for every factor, with levels below the number the factor has. */
  readonly columns: readonly Column[]
  /** Factors no array had a column for: each level equally often, in an order drawn at random. */
  readonly irregular: readonly number[]
}

/** In order of their runs. */
function families(): ArrayFamily[] {
  return [
    ...[geometricArray(2, 2), geometricArray(2, 3), geometricArray(3, 2), differenceArray(12)],
    ...[geometricArray(2, 4), differenceArray(18), geometricArray(5, 2), geometricArray(3, 3)],
    ...[geometricArray(2, 5), differenceArray(36), geometricArray(7, 2), differenceArray(50)],
    ...[differenceArray(54), geometricArray(2, 6), geometricArray(3, 4)],
  ].flat()
}

/** What a level costs that a column has beyond those of its factor, and which is filled with one of them once more, as a share of all runs. */
const DUMMY_LEVEL = 0.05

/**
 * A factor may stand in a column with more levels: two or more of them are then one level (all stay balanced where one number divides the other).
 * @param levels of every factor, from 2
 * @param seed for what stays irregular
 */
export function chooseArray(levels: readonly number[], seed: number): OrthogonalArray {
  const order = levels
    .map((_, factor) => factor)
    .sort((left, right) => (levels[right] ?? 0) - (levels[left] ?? 0))
  const { columns, irregular, repeats, size } = families()
    .map((family) => fitFactors(family, levels, order))
    .reduce((best, fit) => (isBetter(fit, best) ? fit : best))
  const runs = size * repeats
  return {
    runs,
    name: `L${String(size)}`,
    irregular,
    columns: levels.map((count, factor) => {
      const column = columns.get(factor)?.() ?? drawColumn(runs, count, createRandom(seed, factor).shuffle)
      return Array.from({ length: runs }, (_, run) => (column[run % column.length] ?? 0) % count)
    }),
  }
}

function isBetter(left: Fit, right: Fit): boolean {
  const [own, other] = [left.irregular.length, right.irregular.length]
  return own < other || (own === other && left.cost < right.cost)
}

interface Fit {
  /** Runs of the array. */
  readonly size: number
  readonly columns: ReadonlyMap<number, () => Column>
  readonly irregular: readonly number[]
  /** How often the array is run through, so that factors without a column have all their levels. */
  readonly repeats: number
  readonly cost: number
}

/** Factors with many levels first. */
function fitFactors({ runs, start }: ArrayFamily, levels: readonly number[], order: readonly number[]): Fit {
  const stock = start()
  const columns = new Map<number, () => Column>()
  const irregular: number[] = []
  let dummies = 0
  for (const factor of order) {
    const own = levels[factor] ?? 2
    const found = stock.levelsFor(own)
    const column = found === null ? null : stock.take(own)
    if (found === null || column === null) irregular.push(factor)
    else {
      columns.set(factor, column)
      if (found % own !== 0) dummies += found - own
    }
  }
  const most = Math.max(0, ...irregular.map((factor) => levels[factor] ?? 0))
  const repeats = Math.max(1, Math.ceil(most / runs))
  return { size: runs, columns, irregular, repeats, cost: repeats * runs * (1 + DUMMY_LEVEL * dummies) }
}

function drawColumn(runs: number, levels: number, shuffle: (items: number[]) => number[]): number[] {
  return shuffle(Array.from({ length: runs }, (_, run) => run % levels))
}
