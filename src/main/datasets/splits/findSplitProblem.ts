/** @file Says what keeps rows from being divided as a split wants: too few or too many groups, or a part without a row. */
import { MAX_LEFT_OUT_GROUPS, type Split } from '../../../shared/domain/split'
import { AppError } from '../../../shared/errors/appError'
import type { DividedRows, SplitFold } from './splitRequest'

/** @returns null where every part of every fold has rows; a test part may be empty where none was asked for. */
export function findSplitProblem(
  split: Split,
  divided: DividedRows,
  { groupCount }: { readonly groupCount: number },
): AppError | null {
  const groups = findGroupProblem(split, groupCount)
  if (groups) return groups
  const isSealed = divided.test.length > 0 || ('test' in split && split.test === 0)
  const [first] = divided.folds
  if (divided.folds.length === 1 && first) return findEmptyPart(first) ?? (isSealed ? null : emptyTest())
  if (!isSealed) return emptyTest()
  return divided.folds.reduce<AppError | null>(
    (found, fold, at) => found ?? findEmptyFold(fold, at + 1),
    null,
  )
}

function findGroupProblem(split: Split, count: number): AppError | null {
  const column = 'group' in split ? split.group : null
  if (column === null) return null
  const needed = groupsNeeded(split)
  if (count < needed) return new AppError('dataset/too-few-groups', { column, count, needed })
  const limit = MAX_LEFT_OUT_GROUPS
  if (split.kind !== 'leaveOneGroupOut' || count <= limit) return null
  return new AppError('dataset/too-many-groups', { column, count, limit })
}

/** One a part, so that none is empty. */
function groupsNeeded(split: Split): number {
  if (split.kind === 'holdout') return 3
  const folds = split.kind === 'kFold' ? split.folds : 2
  return folds + ('test' in split && Number(split.test) > 0 ? 1 : 0)
}

function findEmptyPart({ train, validation }: SplitFold): AppError | null {
  if (train.length === 0) return new AppError('dataset/empty-split', { part: 'train' })
  return validation.length === 0 ? new AppError('dataset/empty-split', { part: 'validation' }) : null
}

function emptyTest(): AppError {
  return new AppError('dataset/empty-split', { part: 'test' })
}

function findEmptyFold({ train, validation }: SplitFold, fold: number): AppError | null {
  if (train.length === 0) return new AppError('dataset/empty-fold', { fold, part: 'train' })
  return validation.length === 0 ? new AppError('dataset/empty-fold', { fold, part: 'validation' }) : null
}
