import { sealedGroupCount, type Part, type Split } from '@shared/domain/split'

/** A stretch of rows in one fold, as a share of all rows; null: rows that have no part in this fold. */
export interface FoldPiece {
  readonly part: Part | null
  readonly share: number
}

/** Rows of bars that are drawn. */
export const DRAWN_FOLDS = 5

/**
 * How the folds of a split lie, one row of pieces each; empty where rows are divided once. Groups are drawn as if all were
 * equally large, and shuffled rows as if they stood in order.
 */
export function foldPieces(split: Split, groupCount: number): FoldPiece[][] {
  switch (split.kind) {
    case 'holdout':
    case 'column':
      return []
    case 'timeOrdered':
      return split.folds === 1 ? [] : growingFolds(split.folds, split.test)
    case 'kFold':
      return equalFolds(split.folds, split.test)
    case 'leaveOneGroupOut': {
      const open = Math.max(1, groupCount - sealedGroupCount(split.test, groupCount))
      return equalFolds(open, 1 - open / Math.max(1, groupCount))
    }
  }
}

/** Each of equal pieces validates once. */
function equalFolds(folds: number, test: number): FoldPiece[][] {
  const share = (1 - test) / folds
  return Array.from({ length: folds }, (_, fold) => [
    ...piece('train', fold * share),
    ...piece('validation', share),
    ...piece('train', (folds - 1 - fold) * share),
    ...piece('test', test),
  ])
}

/** The past grows from fold to fold; what lies behind the validation rows has no part yet. */
function growingFolds(folds: number, test: number): FoldPiece[][] {
  const share = (1 - test) / (folds + 1)
  return Array.from({ length: folds }, (_, fold) => [
    ...piece('train', (fold + 1) * share),
    ...piece('validation', share),
    ...piece(null, (folds - 1 - fold) * share),
    ...piece('test', test),
  ])
}

function piece(part: FoldPiece['part'], share: number): FoldPiece[] {
  return share > 1e-9 ? [{ part, share }] : []
}
