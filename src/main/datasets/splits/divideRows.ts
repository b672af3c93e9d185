/** @file Divides the rows of a table as its split says, whatever kind that is. */
import type { ColumnSplit, HoldoutSplit, Split } from '../../../shared/domain/split'
import { dealGroups } from './groupedShares'
import { splitHoldout } from './holdout'
import { splitInFolds } from './kFold'
import { leaveGroupsOut } from './leaveOneGroupOut'
import { pick, placesWith, type DividedRows, type SplitRequest, type SplitRows } from './splitRequest'
import { splitByTime } from './timeOrdered'

/** One rule a kind of split. */
const RULES: { readonly [Kind in Split['kind']]: Rule<Extract<Split, { kind: Kind }>> } = {
  holdout: (request) => oneFold(dealOnce(request)),
  timeOrdered: splitByTime,
  kFold: splitInFolds,
  leaveOneGroupOut: leaveGroupsOut,
  column: (request) => oneFold(splitByColumn(request)),
}
type Rule<Kind extends Split> = (request: SplitRequest<Kind>) => DividedRows

/**
 * Depends on nothing but the request. Rows are in at most one part of a fold; those in none are gaps of a split by time.
 * Parts may be empty, and folds missing, where there is too little to divide: `findSplitProblem` says so.
 */
export function divideRows(request: SplitRequest): DividedRows {
  return apply(request.split, request)
}

function apply<Kind extends Split['kind']>(
  split: Extract<Split, { kind: Kind }>,
  request: SplitRequest,
): DividedRows {
  const rule: Rule<Extract<Split, { kind: Kind }>> = RULES[split.kind]
  return rule({ ...request, split })
}

function oneFold({ train, validation, test }: SplitRows): DividedRows {
  return { test, folds: [{ train, validation }] }
}

function dealOnce({ split, rows, classOf, groupOf }: SplitRequest<HoldoutSplit>): SplitRows {
  if (split.group === null || !groupOf) return splitHoldout(rows, classOf, split)
  const shares = [split.train, split.validation, split.test]
  const strata = split.isStratified ? classOf : null
  return byLabels(rows, dealGroups({ groupOf, classOf: strata, shares, seed: split.seed }))
}

function splitByColumn({ split, rows, classOf, partOf }: SplitRequest<ColumnSplit>): SplitRows {
  const parts = byLabels(rows, partOf ?? new Uint8Array(rows.length))
  if (split.validation.length > 0) return parts
  const places = placesWith(partOf ?? new Uint8Array(rows.length), 0)
  const shares = { train: 1 - split.validationShare, validation: split.validationShare, test: 0 }
  const dealt = splitHoldout(parts.train, classOf && pick(classOf, places), { ...split, ...shares })
  return { ...dealt, test: parts.test }
}

function byLabels(rows: Int32Array, partOf: ArrayLike<number>): SplitRows {
  const part = (label: number) => pick(rows, placesWith(partOf, label))
  return { train: part(0), validation: part(1), test: part(2) }
}
