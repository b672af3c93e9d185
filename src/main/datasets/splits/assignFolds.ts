/** @file Gives every row the number of the fold in which it validates. */
import type { Random } from '../../../shared/util/random'
import { assignGroups, assignStratifiedGroups } from './groupedFolds'
import { compactCodes } from './splitRequest'

export interface FoldRequest {
  readonly rowCount: number
  readonly folds: number
  readonly classOf: Int32Array | null
  readonly groupOf: Int32Array | null
  /** Null keeps neighbours together. */
  readonly random: Random | null
}

/**
 * Rows to folds as scikit-learn does it: KFold, StratifiedKFold, GroupKFold or StratifiedGroupKFold, by what is given.
 * @returns the fold of each row; some may have none where there are fewer rows, or groups, than folds.
 */
export function assignFolds(request: FoldRequest): Int32Array {
  const { folds, classOf, groupOf, random } = request
  if (groupOf && classOf) return assignStratifiedGroups({ folds, classOf, groupOf, random })
  if (groupOf) return assignGroups({ folds, groupOf, random })
  return classOf ? assignClasses(classOf, folds, random) : assignBlocks(request.rowCount, folds, random)
}

/** KFold: blocks of equal size; the first ones have one row more where the rows do not divide evenly. */
function assignBlocks(rowCount: number, folds: number, random: Random | null): Int32Array {
  const assigned = new Int32Array(rowCount)
  for (let fold = 0; fold < folds; fold++) {
    assigned.fill(fold, blockStart(fold, rowCount, folds), blockStart(fold + 1, rowCount, folds))
  }
  return random ? random.shuffle(assigned) : assigned
}

function blockStart(fold: number, rowCount: number, folds: number): number {
  return fold * Math.floor(rowCount / folds) + Math.min(fold, rowCount % folds)
}

/**
 * StratifiedKFold: the rows sorted by class are dealt in turn, which says how many of each class every fold gets; then each
 * class is cut into blocks of those sizes. Classes count in the order of their first rows.
 */
function assignClasses(classOf: Int32Array, folds: number, random: Random | null): Int32Array {
  const assigned = new Int32Array(classOf.length)
  let dealt = 0
  for (const rows of rowsByFirst(classOf)) {
    const blocks = foldsInTurn(rows.length, dealt, folds)
    dealt += rows.length
    if (random) random.shuffle(blocks)
    rows.forEach((row, at) => (assigned[row] = blocks[at] ?? 0))
  }
  return assigned
}

function rowsByFirst(classOf: Int32Array): number[][] {
  const { codes, count } = compactCodes(classOf)
  const rows: number[][] = Array.from({ length: count }, () => [])
  codes.forEach((code, row) => rows[code]?.push(row))
  return rows.sort((left, right) => (left[0] ?? 0) - (right[0] ?? 0))
}

/** @returns the folds that `count` rows get in turn after `before` others, ascending. */
function foldsInTurn(count: number, before: number, folds: number): Int32Array {
  return Int32Array.from({ length: count }, (_, at) => (before + at) % folds).sort()
}
