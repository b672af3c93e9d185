/** @file Seals some groups, and lets each of the others validate once, alone. */
import {
  MAX_LEFT_OUT_GROUPS,
  sealedGroupCount,
  type LeaveOneGroupOutSplit,
} from '../../../shared/domain/split'
import { createRandom } from '../../../shared/util/random'
import { listFolds } from './kFold'
import { compactCodes, type DividedRows, type SplitRequest } from './splitRequest'

/** Folds go by the codes of the groups; there are none where there are more than `MAX_LEFT_OUT_GROUPS`. */
export function leaveGroupsOut({ split, rows, groupOf }: SplitRequest<LeaveOneGroupOutSplit>): DividedRows {
  const { codes, count } = compactCodes(groupOf ?? new Int32Array(rows.length))
  const order = createRandom(split.seed).shuffle(Array.from({ length: count }, (_, group) => group))
  const sealed = new Set(order.slice(0, sealedGroupCount(split.test, count)))
  const kept = order.filter((group) => !sealed.has(group)).sort((left, right) => left - right)
  const isSealed = (place: number) => sealed.has(codes[place] ?? 0)
  const test = rows.filter((_, place) => isSealed(place))
  if (count > MAX_LEFT_OUT_GROUPS) return { test, folds: [] }
  const foldOf = new Map(kept.map((group, fold) => [group, fold]))
  return {
    test,
    folds: listFolds(
      rows.filter((_, place) => !isSealed(place)),
      codes.filter((_, place) => !isSealed(place)).map((group) => foldOf.get(group) ?? 0),
      kept.length,
    ),
  }
}
