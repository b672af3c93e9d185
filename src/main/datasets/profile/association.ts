/** @file How strongly two columns go together, from 0 to 1, over the rows where both are known. */
import type { TextView } from '../import/table/views'
import { correctedCramersV } from '../statistics/association/cramersV'
import { correlate as correlateSigned } from '../statistics/association/correlate'
import { correlationRatio as ratioOfGroups } from '../statistics/association/correlationRatio'
import type { Categories } from '../statistics/column/categories'

/** What the target looks like to the measures. */
export type AssociationTarget =
  | { readonly kind: 'number'; readonly values: Float64Array }
  | { readonly kind: 'classes'; readonly view: TextView }

/** @returns |r|, Pearson's correlation of two columns of numbers; null where it is undefined. */
export function correlate(left: Float64Array, right: Float64Array): number | null {
  const r = correlateSigned(left, right)
  return r === null ? null : Math.abs(r)
}

/** @returns the correlation ratio η of a column of numbers and one of categories; null where it is undefined. */
export function correlationRatio(values: Float64Array, groups: TextView): number | null {
  return ratioOfGroups(values, toCategories(groups))
}

/** @returns Cramér's V of two columns of categories, corrected for bias; null where it is undefined. */
export function cramersV(left: TextView, right: TextView): number | null {
  return correctedCramersV(toCategories(left), toCategories(right))
}

export function toCategories({ codes, texts }: TextView): Categories {
  return { codes, size: texts.length }
}
