/** @file Deals whole groups to parts of given shares, so that no group is in two of them. */
import { createRandom } from '../../../shared/util/random'
import { compactCodes } from './splitRequest'

export interface GroupedShares {
  readonly groupOf: Int32Array
  /** Class of each row, to keep the shares of every class, too; null counts rows only. */
  readonly classOf: Int32Array | null
  /** Share of each part; parts without a share get nothing. */
  readonly shares: readonly number[]
  readonly seed: number
}

/**
 * The largest group first (equal ones in random order), each to the part for which the sum of squared distances from what
 * every part should have of every class, over the size of the class, grows least. With m[c] rows of class c in the group,
 * a[p,c] of n[c] in part p already, that is the part with the largest Σ_c m[c]·(share[p]·n[c] − a[p,c]) / n[c]. Where no more
 * groups are left than parts stand empty, the empty ones are served.
 * @returns the part of each row.
 */
export function dealGroups({ groupOf, classOf, shares, seed }: GroupedShares): Int32Array {
  const groups = compactCodes(groupOf)
  const classes = compactCodes(classOf ?? new Int32Array(groupOf.length))
  const counts = countClasses(groups, classes)
  const totals = sumRows(counts, classes.count)
  const sum = shares.reduce((total, share) => total + share, 0)
  const lacking = shares.map((share) => totals.map((total) => (share / sum) * total))
  const wanted = [...shares.keys()].filter((part) => (shares[part] ?? 0) > 0)
  const empty = new Set(wanted)
  const partOf = new Int32Array(groups.count)
  orderBySize(counts, seed).forEach((group, dealt) => {
    const own = counts[group] ?? []
    const mustServe = groups.count - dealt <= empty.size
    const allowed = mustServe ? [...empty] : wanted
    const worth = (part: number) =>
      own.reduce(
        (total, count, at) => total + (count * (lacking[part]?.[at] ?? 0)) / Math.max(1, totals[at] ?? 0),
        0,
      )
    const part = allowed.reduce((best, next) => (worth(next) > worth(best) + 1e-9 ? next : best))
    partOf[group] = part
    empty.delete(part)
    lacking[part] = (lacking[part] ?? []).map((rest, at) => rest - (own[at] ?? 0))
  })
  return groups.codes.map((group) => partOf[group] ?? 0)
}

type Codes = ReturnType<typeof compactCodes>

/** @returns rows of each class in each group. */
export function countClasses(groups: Codes, classes: Codes): number[][] {
  const counts = Array.from({ length: groups.count }, () => Array.from({ length: classes.count }, () => 0))
  groups.codes.forEach((group, place) => {
    const own = counts[group]
    const at = classes.codes[place] ?? 0
    if (own) own[at] = (own[at] ?? 0) + 1
  })
  return counts
}

/** @returns rows of each class in all groups. */
export function sumRows(counts: readonly number[][], classCount: number): number[] {
  const totals = Array.from({ length: classCount }, () => 0)
  for (const own of counts) own.forEach((count, at) => (totals[at] = (totals[at] ?? 0) + count))
  return totals
}

function orderBySize(counts: readonly number[][], seed: number): number[] {
  const sizes = counts.map((own) => own.reduce((total, count) => total + count, 0))
  const order = createRandom(seed).shuffle([...sizes.keys()])
  return order.sort((left, right) => (sizes[right] ?? 0) - (sizes[left] ?? 0))
}
