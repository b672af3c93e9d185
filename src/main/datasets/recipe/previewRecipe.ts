/** @file What a recipe does to the training rows of the first fold, step by step. */
import type { RecipePreview, StepEffect } from '../../../shared/domain/recipePreview'
import { AppError } from '../../../shared/errors/appError'
import { findRecipeProblem } from '../plan/recipe/findRecipeProblem'
import type { AppliedPlan } from '../plan/reviewPlan'
import { cutSamples } from '../prepare/samples'
import { readTraining } from './fitRecipe'
import { fitSteps, type DoneStep } from './fitSteps'
import { Frame } from './frame/frame'
import { describeStep } from './preview/stepFacts'
import { viewFrame } from './preview/viewFrame'

/** @param stepId the last step that is followed; null: all of them, and what is usual for the rest. */
export function previewRecipe({ data, division }: AppliedPlan, stepId: string | null): RecipePreview {
  if (!data.target || division.folds.length === 0) return nothingYet()
  const { fitRows: rows, fitTargets: targetRows } = cutSamples(data, division, {
    fold: 0,
    isUsable: null,
  })
  const { steps: asked } = readTraining({ data, division, rows, targetRows })
  const last = stepId === null ? -1 : asked.recipe.findIndex(({ id }) => id === stepId)
  const recipe = last < 0 ? asked.recipe : asked.recipe.slice(0, last + 1)
  const effects: StepEffect[] = []
  let shown: { readonly before: Frame; readonly after: Frame } = { before: asked.frame, after: asked.frame }
  const onStep = (done: DoneStep): void => {
    effects.push(describeStep(done, division, asked.target))
    shown = { before: last < 0 ? asked.frame : done.before, after: done.after }
  }
  const problem = findRecipeProblem(data)
  let failed: AppError | null = problem
  try {
    const { frame } = fitSteps({ ...asked, recipe, isWhole: last < 0, onStep })
    if (last < 0) shown = { before: asked.frame, after: frame }
  } catch (thrown) {
    if (!(thrown instanceof AppError)) throw thrown
    failed ??= thrown
  }
  return {
    rowsBefore: rows.length,
    rowsAfter: rowsAfter(effects, rows.length),
    steps: effects,
    before: viewFrame(shown.before),
    after: viewFrame(shown.after),
    problem: failed && describeProblem(failed, recipe[effects.length]?.id ?? recipe.at(-1)?.id ?? ''),
  }
}

/** Before there is a target, or rows to learn from. */
function nothingYet(): RecipePreview {
  const nothing = viewFrame(new Frame(0))
  return { rowsBefore: 0, rowsAfter: 0, steps: [], before: nothing, after: nothing, problem: null }
}

function rowsAfter(effects: readonly StepEffect[], rows: number): number {
  const balanced = effects.flatMap(({ facts }) => facts).findLast((fact) => fact.kind === 'balanced')
  return balanced?.kind === 'balanced' ? balanced.classes.reduce((sum, { after }) => sum + after, 0) : rows
}

function describeProblem(problem: AppError, stepId: string): NonNullable<RecipePreview['problem']> {
  const { step } = problem.details as { readonly step?: unknown }
  return {
    stepId: typeof step === 'string' ? step : stepId,
    code: problem.code,
    details: { ...problem.details },
  }
}
