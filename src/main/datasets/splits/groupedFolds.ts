/** @file Gives whole groups to folds: by their size, or by their classes as well. */
import type { Random } from '../../../shared/util/random'
import { countClasses, sumRows } from './groupedShares'
import { compactCodes } from './splitRequest'

interface GroupRequest {
  readonly folds: number
  readonly groupOf: Int32Array
  /** Null: groups of equal size go by their codes. */
  readonly random: Random | null
}

/** GroupKFold: the largest group first, each to the fold with the fewest rows. Of equal groups the last code goes first. */
export function assignGroups({ folds, groupOf, random }: GroupRequest): Int32Array {
  const { codes, count } = compactCodes(groupOf)
  const sizes = new Int32Array(count)
  for (const group of codes) sizes[group] = (sizes[group] ?? 0) + 1
  const order = [...sizes.keys()]
  if (random) random.shuffle(order)
  order.sort((left, right) => (sizes[left] ?? 0) - (sizes[right] ?? 0)).reverse()
  const rowsOf = new Float64Array(folds)
  const foldOf = new Int32Array(count)
  for (const group of order) {
    const lightest = rowsOf.indexOf(Math.min(...rowsOf))
    rowsOf[lightest] = (rowsOf[lightest] ?? 0) + (sizes[group] ?? 0)
    foldOf[group] = lightest
  }
  return codes.map((group) => foldOf[group] ?? 0)
}

/**
 * StratifiedGroupKFold: groups whose classes are the least even first, each to the fold that leaves the shares of every
 * class the most alike over the folds: the least mean, over classes, of their standard deviation. Where that is a tie, to
 * the fold with fewer rows. The order of additions is scikit-learn's, for ties are broken by the last digit.
 */
export function assignStratifiedGroups(request: GroupRequest & { readonly classOf: Int32Array }): Int32Array {
  const { folds, groupOf, classOf, random } = request
  const groups = compactCodes(groupOf)
  const classes = compactCodes(classOf)
  const counts = countClasses(groups, classes)
  const order = [...counts.keys()]
  if (random) random.shuffle(order)
  const spread = counts.map(deviationOf)
  order.sort((left, right) => (spread[right] ?? 0) - (spread[left] ?? 0))
  const chooser = createChooser(folds, sumRows(counts, classes.count))
  const foldOf = new Int32Array(groups.count)
  for (const group of order) foldOf[group] = chooser.place(counts[group] ?? [])
  return groups.codes.map((group) => foldOf[group] ?? 0)
}

function createChooser(folds: number, totals: readonly number[]) {
  /** Rows by class and fold. */
  const rows = totals.map(() => Array.from({ length: folds }, () => 0))
  const sizes = Array.from({ length: folds }, () => 0)
  const spreads = totals.map(() => 0)
  const spreadWith = (at: number, fold: number, more: number): number =>
    deviationOf(
      (rows[at] ?? []).map((count, other) => (other === fold ? count + more : count) / (totals[at] ?? 1)),
    )
  const evaluate = (group: readonly number[], fold: number): number =>
    meanOf(group.map((more, at) => (more === 0 ? (spreads[at] ?? 0) : spreadWith(at, fold, more))))
  const findBest = (group: readonly number[]): number => {
    let [best, least, fewest] = [0, Infinity, Infinity]
    for (let fold = 0; fold < folds; fold++) {
      const value = evaluate(group, fold)
      const size = sizes[fold] ?? 0
      if (value < least || (isClose(value, least) && size < fewest))
        [best, least, fewest] = [fold, value, size]
    }
    return best
  }
  const place = (group: readonly number[]): number => {
    const fold = findBest(group)
    group.forEach((more, at) => {
      const own = rows[at]
      if (!own || more === 0) return
      spreads[at] = spreadWith(at, fold, more)
      own[fold] = (own[fold] ?? 0) + more
    })
    sizes[fold] = (sizes[fold] ?? 0) + group.reduce((total, more) => total + more, 0)
    return fold
  }
  return { place }
}

function meanOf(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0) / values.length
}

/** Of a population: divided by their number. */
function deviationOf(values: readonly number[]): number {
  const mean = meanOf(values)
  return Math.sqrt(meanOf(values.map((value) => (value - mean) * (value - mean))))
}

/** `isclose` of NumPy with its usual tolerances. */
function isClose(value: number, other: number): boolean {
  return Math.abs(value - other) <= 1e-8 + 1e-5 * Math.abs(other)
}
