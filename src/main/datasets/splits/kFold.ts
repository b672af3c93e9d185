/** @file Seals some rows, and lets each of the others validate once a repeat. */
import type { KFoldSplit } from '../../../shared/domain/split'
import { createRandom } from '../../../shared/util/random'
import { assignFolds } from './assignFolds'
import { dealGroups } from './groupedShares'
import { splitHoldout } from './holdout'
import { pick, placesWith, type DividedRows, type SplitFold, type SplitRequest } from './splitRequest'

export function splitInFolds(request: SplitRequest<KFoldSplit>): DividedRows {
  const { split, rows } = request
  const { kept, sealed } = sealRows(request)
  const at = (list: Int32Array | null) => list && pick(list, kept)
  const classOf = split.isStratified ? at(request.classOf) : null
  const groupOf = split.group === null ? null : at(request.groupOf)
  const folds = Array.from({ length: split.repeats }, (_, repeat) => {
    const random = isShuffled(split) ? createRandom(split.seed, repeat + 1) : null
    const foldOf = assignFolds({ rowCount: kept.length, folds: split.folds, classOf, groupOf, random })
    return listFolds(pick(rows, kept), foldOf, split.folds)
  })
  return { test: pick(rows, sealed), folds: folds.flat() }
}

/** Unshuffled repeats would be one and the same. */
function isShuffled({ isShuffled, repeats }: KFoldSplit): boolean {
  return isShuffled || repeats > 1
}

/** @param foldOf the fold in which each row validates; it trains in the others. */
export function listFolds(rows: Int32Array, foldOf: Int32Array, folds: number): SplitFold[] {
  return Array.from({ length: folds }, (_, fold) => ({
    train: rows.filter((_, place) => foldOf[place] !== fold),
    validation: rows.filter((_, place) => foldOf[place] === fold),
  }))
}

/** Places that are kept and places that are sealed: whole groups, or rows at random, or the last ones of the file. */
function sealRows({ split, rows, classOf, groupOf }: SplitRequest<KFoldSplit>): {
  kept: Int32Array
  sealed: Int32Array
} {
  const places = Int32Array.from(rows.keys())
  if (split.test === 0) return { kept: places, sealed: new Int32Array(0) }
  const strata = split.isStratified ? classOf : null
  if (split.group !== null && groupOf) {
    const shares = [1 - split.test, split.test]
    const partOf = dealGroups({ groupOf, classOf: strata, shares, seed: split.seed })
    return { kept: placesWith(partOf, 0), sealed: placesWith(partOf, 1) }
  }
  const shares = { train: 1 - split.test, validation: 0, test: split.test }
  const isInOrder = !isShuffled(split)
  const { train, test } = splitHoldout(places, strata, { ...split, ...shares, isInOrder })
  return { kept: train, sealed: test }
}
