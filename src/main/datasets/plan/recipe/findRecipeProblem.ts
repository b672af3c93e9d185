/** @file Says why a recipe cannot be followed, as far as that is known before anything is fitted. */
import type { RecipeStep, StepKind, StepOf } from '../../../../shared/domain/recipe'
import { AppError } from '../../../../shared/errors/appError'
import { isPastStep } from './pastSteps'
import { columnOf, type PlanData } from '../planData'
import { means, rawInputsOf } from './rawColumns'
import { readFilterValue } from './rowRules'

/** @returns the first problem in the order of the steps, or null. Its details name the step. */
export function findRecipeProblem(data: PlanData): AppError | null {
  const steps = data.plan.recipe.filter(({ isOff }) => !isOff)
  for (const [at, step] of steps.entries()) {
    const problem = findStepProblem(step, steps.slice(0, at), data)
    if (problem) return problem
  }
  return null
}

function findStepProblem(step: RecipeStep, before: readonly RecipeStep[], data: PlanData): AppError | null {
  if (step.kind === 'filter') return findFilterProblem(step, data)
  if (isPastStep(step) && before.some(({ kind }) => !LEARNS_NOTHING.has(kind)))
    return new AppError('recipe/past-step-late', { step: step.id })
  if (step.kind === 'balance' && step.method === 'smote' && !isOneTable(data))
    return new AppError('recipe/smote-inputs', { step: step.id })
  return null
}

/** What steps for series may stand behind. */
const LEARNS_NOTHING: ReadonlySet<StepKind> = new Set([
  'filter',
  'deduplicate',
  'lag',
  'rolling',
  'difference',
  'dateParts',
  'tokens',
  'tfidf',
  'picture',
  'augment',
])

function findFilterProblem(step: StepOf<'filter'>, data: PlanData): AppError | null {
  const { test, value } = step
  if (test === 'isMissing' || test === 'isPresent' || test === 'contains') return null
  const names = typeof step.columns === 'string' ? [] : step.columns
  for (const name of names) {
    const column = columnOf(data, name)
    if (column?.kind === 'number' && Number.isNaN(readFilterValue(value, column, data.plan.dialect)))
      return new AppError('recipe/filter-value', { step: step.id, column: name, value })
  }
  return null
}

/** Rows can be made between others only where all inputs are figures that stand for themselves. */
function isOneTable({ plan }: PlanData): boolean {
  if (plan.series) return false
  const inputs = [...rawInputsOf(plan)]
  const isTokens = (name: string, kind: 'text' | 'category') =>
    plan.recipe.some((step) => step.kind === 'tokens' && !step.isOff && means(step, name, kind))
  return inputs.every(([name, kind]) => {
    if (kind === 'picture') return false
    return kind === 'text' || kind === 'category' ? !isTokens(name, kind) : true
  })
}
