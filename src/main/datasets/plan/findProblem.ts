/** @file Says why a plan cannot be used yet: the first thing that the user has to mend. */
import { AppError } from '../../../shared/errors/appError'
import type { DatasetPlan } from '../../../shared/domain/dataset'
import { PARTS, type Split } from '../../../shared/domain/split'
import { MAX_CLASSES, MIN_ROWS } from '../limits'
import { longestStretch } from '../series'
import { findSplitProblem } from '../splits/findSplitProblem'
import type { Division } from './divide'
import { findRecipeProblem } from './recipe/findRecipeProblem'
import type { ColumnData, NumberData, PlanData } from './planData'
import { isMissingAt } from './selectRows'
import { cutWindows } from './orderRows'

/** @returns null where the plan can be used. */
export function findProblem(data: PlanData, division: Division, fileName: string): AppError | null {
  if (data.rowCount === 0) return new AppError('dataset/no-rows', { name: fileName })
  if (!data.target) return new AppError('dataset/no-target')
  return (
    findTargetProblem(data.target, data, division) ??
    findInputProblem(data) ??
    findRecipeProblem(data) ??
    findRowProblem(data, division)
  )
}

function findTargetProblem(target: ColumnData, data: PlanData, division: Division): AppError | null {
  const column = target.column.name
  if (target.kind === 'number') return findNumberProblem(target)
  if (isAllMissing(target)) return new AppError('dataset/target-missing', { column })
  const { labels = null } = division
  const count = labels?.length ?? 0
  if (count === 1) return new AppError('dataset/target-constant', { column, value: labels?.[0] ?? '' })
  if (count > MAX_CLASSES)
    return new AppError('dataset/target-many-classes', { column, count, limit: MAX_CLASSES })
  if (count > 2 && data.plan.task === 'binary')
    return new AppError('dataset/target-not-binary', { column, count })
  return null
}

function findNumberProblem({ view, column: { name: column } }: NumberData): AppError | null {
  const present = view.values.filter((value) => !Number.isNaN(value))
  if (view.oddRows.length > present.length) {
    return new AppError('dataset/target-not-number', { column, value: (view.oddExample ?? '').slice(0, 80) })
  }
  const [first] = present
  if (first === undefined) return new AppError('dataset/target-missing', { column })
  const isConstant = present.every((value) => value === first)
  return isConstant ? new AppError('dataset/target-constant', { column, value: first }) : null
}

function findInputProblem(data: PlanData): AppError | null {
  if (data.inputs.length === 0) return new AppError('dataset/no-inputs')
  const empty = data.inputs.find(isAllMissing)
  return empty ? new AppError('dataset/all-missing', { column: empty.column.name }) : null
}

function isAllMissing(data: ColumnData): boolean {
  for (let row = 0; row < rowsOf(data); row++) if (!isMissingAt(data, row)) return false
  return data.kind === 'category' || data.view.oddRows.length === 0
}

function rowsOf(data: ColumnData): number {
  return data.kind === 'number' ? data.view.values.length : data.view.codes.length
}

function findRowProblem({ plan, divides }: PlanData, division: Division): AppError | null {
  const { selection, labels } = division
  const count = selection.rows.length
  if (count < MIN_ROWS) return new AppError('dataset/too-few-rows', { count })
  if (divides.isLacking) return new AppError('dataset/no-split-column')
  if (plan.series && !keepsTime(plan.split)) return new AppError('dataset/series-split')
  const problem = findSplitProblem(plan.split, division, division) ?? findSeriesProblem(plan, division)
  if (problem) return problem
  // Rows may drop out (their inputs are missing) until one class is left.
  const isOneClass = plan.task !== 'regression' && (labels?.length ?? 0) < 2
  return isOneClass ? new AppError('dataset/too-few-rows', { count }) : null
}

function findSeriesProblem(plan: DatasetPlan, { order, folds, test }: Division): AppError | null {
  if (!plan.series || !order) return null
  const needed = plan.series.lookback + plan.series.horizon
  const count = longestStretch(order)
  if (count < needed) return new AppError('dataset/series-too-short', { count, needed })
  for (const [at, fold] of folds.entries()) {
    const windows = cutWindows(plan, order, { ...fold, test })
    const part = PARTS.find((name) => windows?.ends[name].length === 0)
    if (part && folds.length === 1) return new AppError('dataset/empty-split', { part })
    if (part) return new AppError('dataset/empty-fold', { fold: at + 1, part })
  }
  return null
}

/** A column may say anything; it is taken at its word. */
function keepsTime({ kind }: Split): boolean {
  return kind === 'timeOrdered' || kind === 'column'
}
