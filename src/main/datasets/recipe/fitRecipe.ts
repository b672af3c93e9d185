/** @file Learns a recipe from the training rows: what fills a gap, which categories there are, where a figure is centred. */
import type { FittedInput, FittedRecipe } from '../../../shared/domain/fittedRecipe'
import type { ColumnData, PlanData } from '../plan/planData'
import { indexSteps } from '../plan/recipeSteps'
import { describeSpread } from '../statistics/column/moments'
import { fitCategory } from './fitCategory'
import { fitNumber } from './fitNumber'
import type { FitOptions } from './fitOptions'

export interface FitRecipeOptions {
  readonly data: PlanData
  readonly target: ColumnData
  /** Rows to learn from. */
  readonly rows: Int32Array
  /** Labels of the classes; null for regression. */
  readonly labels: readonly string[] | null
}

/** @returns the fitted recipe; inputs in the order of the plan's columns. */
export function fitRecipe({ data, target, rows, labels }: FitRecipeOptions): FittedRecipe {
  const stepsOf = indexSteps(data.plan.recipe)
  const { decimal } = data.plan.dialect
  const inputs = data.inputs.map((input) =>
    fitInput(input, { rows, decimal, steps: stepsOf(input.column.name) }),
  )
  const { center, scale } = labels ? { center: 0, scale: 1 } : fitTarget(target, rows)
  return {
    inputs,
    featureNames: nameFeatures(inputs),
    target: target.column.name,
    output: labels ? { kind: 'classes', labels: [...labels] } : { kind: 'number' },
    targetCenter: center,
    targetScale: scale,
  }
}

function fitInput(input: ColumnData, options: FitOptions): FittedInput {
  return input.kind === 'number' ? fitNumber(input, options) : fitCategory(input, options)
}

function fitTarget(target: ColumnData, rows: Int32Array): { center: number; scale: number } {
  if (target.kind !== 'number') return { center: 0, scale: 1 }
  const { mean, standardDeviation } = describeSpread(
    Float64Array.from(rows, (row) => target.view.values[row] ?? 0),
  )
  return { center: mean, scale: standardDeviation > 0 ? standardDeviation : 1 }
}

/** `age`, `sex=male`, `sex=missing`, `sex=other`; a name that is taken gets a number. */
function nameFeatures(inputs: readonly FittedInput[]): string[] {
  const taken = new Set<string>()
  const unique = (wanted: string): string => {
    let name = wanted
    for (let copy = 2; taken.has(name); copy++) name = `${wanted} ${copy}`
    taken.add(name)
    return name
  }
  return inputs.flatMap((input) => namesOf(input).map(unique))
}

function namesOf(input: FittedInput): string[] {
  if (input.kind === 'number' || input.method === 'ordinal') return [input.column]
  const names = input.categories.map(
    (category) => `${input.column}=${category === '' ? 'missing' : category}`,
  )
  return input.hasOther ? [...names, `${input.column}=other`] : names
}
