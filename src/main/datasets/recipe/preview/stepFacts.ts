/** @file What a step did to the training rows, in figures. */
import type { RecipeStep, StepKind } from '../../../../shared/domain/recipe'
import type { StepEffect, StepFact } from '../../../../shared/domain/recipePreview'
import type { Division } from '../../plan/divide'
import { balanceSamples } from '../../prepare/balanceSamples'
import { countCodes, type Categories } from '../../statistics/column/categories'
import { countLacking } from '../../statistics/balance/resample'
import { takeCodes } from '../../statistics/column/sampleRows'
import type { DoneStep } from '../fitSteps'
import type { FitTarget } from '../steps/rule'

/** Steps that act on rows, or on pictures as they are trained with. */
const ASIDE: ReadonlySet<StepKind> = new Set(['filter', 'deduplicate', 'balance', 'augment'])

export function describeStep(done: DoneStep, division: Division, target: FitTarget): StepEffect {
  const { step, before, after } = done
  return {
    id: step.id,
    columnsBefore: before.size,
    columnsAfter: after.size,
    facts: isIdle(done) ? [{ kind: 'nothingToDo' }] : listFacts(done, division, target),
  }
}

function isIdle({ step, columns }: DoneStep): boolean {
  return step.isOff || (columns.length === 0 && !ASIDE.has(step.kind))
}

function listFacts(
  { step, before, after, facts }: DoneStep,
  division: Division,
  target: FitTarget,
): StepFact[] {
  const left = division.selection.leftOut.find(({ stepId }) => stepId === step.id)
  const told = facts()
  const added = after.names.filter((name) => !before.has(name)).length
  const removed = before.names.filter((name) => !after.has(name)).length
  const isTold = told.some(({ kind }) => kind === 'columnsAdded')
  return [
    ...(left ? [{ kind: 'rowsLeftOut' as const, count: left.count }] : []),
    ...told,
    ...(added > 0 && !isTold ? [{ kind: 'columnsAdded' as const, count: added }] : []),
    ...(removed > 0 ? [{ kind: 'columnsRemoved' as const, count: removed }] : []),
    ...(step.kind === 'balance' ? balanceFacts(step, target) : []),
  ]
}

function balanceFacts(step: Extract<RecipeStep, { kind: 'balance' }>, target: FitTarget): StepFact[] {
  if (target.kind !== 'classes') return [{ kind: 'nothingToDo' }]
  const { labels, categories } = target
  const before = countCodes(categories)
  const after = countAfter(step, categories)
  const weights = weightsOf(step, categories)
  return [
    {
      kind: 'balanced',
      classes: labels.map((label, code) => ({
        label,
        before: before[code] ?? 0,
        after: after[code] ?? 0,
        weight: weights[code] ?? 1,
      })),
    },
  ]
}

function countAfter(step: Extract<RecipeStep, { kind: 'balance' }>, classes: Categories): Int32Array {
  const before = countCodes(classes)
  if (step.method === 'classWeights') return before
  if (step.method !== 'undersample') {
    const lacking = countLacking(classes, step.ratio)
    return before.map((count, code) => count + (lacking[code] ?? 0))
  }
  const { places } = balanceSamples({ steps: [step], classes, figures: () => [], seed: 1 })
  return countCodes({ codes: takeCodes(classes.codes, places), size: classes.size })
}

function weightsOf(step: Extract<RecipeStep, { kind: 'balance' }>, classes: Categories): number[] {
  const weights = new Array<number>(classes.size).fill(1)
  if (step.method !== 'classWeights') return weights
  const ofRow = balanceSamples({ steps: [step], classes, figures: () => [], seed: 1 }).weights
  classes.codes.forEach((code, row) => {
    if (code >= 0) weights[code] = ofRow?.[row] ?? 1
  })
  return weights
}
