/** @file Mutual information as a score of features, whatever they are. */
import { createRandom } from '../../../../shared/util/random'
import type { Categories } from '../column/categories'
import { momentsOf } from '../column/moments'
import { sampleRows, takeCodes, takeRows } from '../column/sampleRows'
import { informationOfCategories, informationOfClasses, NEIGHBOURS } from './information'
import { informationOfFigures } from './informationOfFigures'

/** More rows are sampled: figures are compared with many others, and the estimate is good long before. */
export const INFORMATION_ROWS = 10_000

export type InformationColumn =
  | { readonly kind: 'figures'; readonly values: Float64Array }
  | { readonly kind: 'categories'; readonly categories: Categories }

export interface InformationOptions {
  readonly seed: number
  /** @default 3 */
  readonly neighbours?: number
  /** Rows looked at where figures are among the columns. @default INFORMATION_ROWS */
  readonly mostRows?: number
}

/**
 * What two columns tell about each other, in nats, as scikit-learn's `mutual_info_classif` and `_regression`: figures get
 * standard deviation 1 and noise of 1e-10, so that equal ones do not lie on each other. Tables of counts are exact and
 * read all rows; the others read `mostRows` at most.
 */
export function scoreInformation(
  left: InformationColumn,
  right: InformationColumn,
  { seed, neighbours = NEIGHBOURS, mostRows = INFORMATION_ROWS }: InformationOptions,
): number {
  if (left.kind === 'categories' && right.kind === 'categories')
    return informationOfCategories(left.categories, right.categories)
  const rowCount = left.kind === 'figures' ? left.values.length : left.categories.codes.length
  const rows = sampleRows(rowCount, mostRows, seed)
  if (left.kind === 'categories' && right.kind === 'figures')
    return informationOfClasses(
      spreadOut(right.values, rows, seed),
      atRows(left.categories, rows),
      neighbours,
    )
  if (left.kind === 'figures' && right.kind === 'categories')
    return informationOfClasses(
      spreadOut(left.values, rows, seed),
      atRows(right.categories, rows),
      neighbours,
    )
  if (left.kind !== 'figures' || right.kind !== 'figures') return 0
  return informationOfFigures(
    spreadOut(left.values, rows, seed),
    spreadOut(right.values, rows, seed + 1),
    neighbours,
  )
}

function atRows({ codes, size }: Categories, rows: Int32Array): Categories {
  return { size, codes: takeCodes(codes, rows) }
}

function spreadOut(values: Float64Array, rows: Int32Array, seed: number): Float64Array {
  const some = takeRows(values, rows)
  const { variance } = momentsOf(some)
  const deviation = variance > 0 ? Math.sqrt(variance) : 1
  const scaled = some.map((value) => value / deviation)
  const noise = 1e-10 * Math.max(1, momentsOf(scaled.map(Math.abs)).mean)
  const random = createRandom(seed, 0x6e6f6973)
  return scaled.map((value) => value + noise * random.normal())
}
