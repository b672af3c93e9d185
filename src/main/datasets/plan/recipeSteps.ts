/** @file The usual recipe, and what a recipe says about one column. */
import type { Column } from '../../../shared/domain/column'
import type { DatasetPlan } from '../../../shared/domain/dataset'
import type { Recipe, RecipeStep } from '../../../shared/domain/recipe'
import { isNumeric } from './planData'

export type ImputeStep = Extract<RecipeStep, { kind: 'impute' }>
export type EncodeStep = Extract<RecipeStep, { kind: 'encode' }>
export type ScaleStep = Extract<RecipeStep, { kind: 'scale' }>

export const DEFAULT_MAX_CATEGORIES = 50

/** Numbers: the median for a missing cell, standard scale. Categories: "missing" is one of its own, an input each. */
export function defaultRecipe(inputs: readonly Column[]): Recipe {
  const numbers = inputs.filter(isNumeric).map(({ name }) => name)
  const categories = inputs.filter((column) => !isNumeric(column)).map(({ name }) => name)
  const steps: Recipe = [
    { kind: 'impute', columns: numbers, method: 'median' },
    { kind: 'impute', columns: categories, method: 'ownCategory' },
    { kind: 'encode', columns: categories, method: 'oneHot', maxCategories: DEFAULT_MAX_CATEGORIES },
    { kind: 'scale', columns: numbers, method: 'standard' },
  ]
  return steps.filter((step) => step.columns.length > 0)
}

/**
 * Fits a recipe to the columns after a type or a role was changed: steps forget columns that they cannot work on, and
 * inputs that no step names are treated as usual. A recipe that fits already stays as it is.
 */
export function completeRecipe(plan: Pick<DatasetPlan, 'columns' | 'recipe'>): Recipe {
  const inputs = plan.columns.filter(({ role }) => role === 'input')
  const byName = new Map(inputs.map((column) => [column.name, column]))
  const kept = plan.recipe.map((step) => ({
    ...step,
    columns: step.columns.filter((name) => {
      const column = byName.get(name)
      return column !== undefined && fitsStep(step, column)
    }),
  }))
  const named = new Set(kept.flatMap((step) => step.columns))
  const additions = defaultRecipe(inputs.filter(({ name }) => !named.has(name)))
  return mergeSteps(kept, additions)
}

function fitsStep(step: RecipeStep, column: Column): boolean {
  if (step.kind === 'encode') return !isNumeric(column)
  if (step.kind === 'scale') return isNumeric(column)
  if (step.method === 'median' || step.method === 'mean') return isNumeric(column)
  return step.method !== 'ownCategory' || !isNumeric(column)
}

function mergeSteps(steps: Recipe, additions: Recipe): Recipe {
  const merged = [...steps]
  for (const addition of additions) {
    const at = merged.findIndex(
      (step) => step.kind === addition.kind && methodOf(step) === methodOf(addition),
    )
    const found = merged[at]
    if (found) merged[at] = { ...found, columns: [...found.columns, ...addition.columns] }
    else merged.push(addition)
  }
  return merged.filter((step) => step.columns.length > 0)
}

function methodOf(step: RecipeStep): string {
  return step.kind === 'encode' ? `${step.method} ${step.maxCategories}` : step.method
}

/** How a column is treated: the last step of a kind that names it counts. */
export interface ColumnSteps {
  readonly impute: ImputeStep | null
  readonly encode: EncodeStep | null
  readonly scale: ScaleStep | null
}

const NO_STEPS: ColumnSteps = { impute: null, encode: null, scale: null }

/** @returns a look-up of what a recipe does with a column. */
export function indexSteps(recipe: Recipe): (name: string) => ColumnSteps {
  const byColumn = new Map<string, ColumnSteps>()
  for (const step of recipe) {
    for (const name of step.columns)
      byColumn.set(name, { ...(byColumn.get(name) ?? NO_STEPS), [step.kind]: step })
  }
  return (name) => byColumn.get(name) ?? NO_STEPS
}
