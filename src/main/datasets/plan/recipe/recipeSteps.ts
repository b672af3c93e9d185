/** @file The usual recipe, and how a recipe is kept in step with the columns of its plan. */
import type { Column } from '../../../../shared/domain/column'
import type { DatasetPlan } from '../../../../shared/domain/dataset'
import { newStep, STEP_KINDS, type Recipe, type RecipeStep } from '../../../../shared/domain/recipe'
import { columnsMadeBy } from './madeColumns'
import { means, rawInputsOf, rawKindOf, takesKind, type RawKind, type RawKinds } from './rawColumns'

/**
 * Numbers: the median for a missing cell, standard scale. Categories: "missing" is one of its own, an input each. Texts
 * are read in order where they are all there is, else their words are figures beside the others.
 */
export function defaultRecipe(inputs: readonly Column[]): Recipe {
  return numberSteps(usualSteps(new Map(inputs.map((column) => [column.name, rawKindOf(column)]))))
}

function usualSteps(kinds: RawKinds): RecipeStep[] {
  const named = (...wanted: RawKind[]) =>
    [...kinds].filter(([, kind]) => wanted.includes(kind)).map(([name]) => name)
  const texts = named('text')
  const numbers = named('number', 'date')
  const categories = named('category')
  const steps = [
    newStep(texts.length === kinds.size ? 'tokens' : 'tfidf', '', texts),
    newStep('picture', '', named('picture')),
    { ...newStep('impute', '', numbers), method: 'median' as const },
    { ...newStep('impute', '', categories), method: 'ownCategory' as const },
    newStep('encode', '', categories),
    newStep('scale', '', numbers),
  ]
  return steps.filter(({ columns }) => columns.length > 0)
}

/**
 * Fits a recipe to the columns after a type or a role was changed: steps forget columns that they cannot work on, and
 * inputs that no step treats are treated as usual. A recipe that fits already stays as it is; every step has an id.
 */
export function completeRecipe(
  plan: Pick<DatasetPlan, 'columns' | 'recipe' | 'task'> & Partial<Pick<DatasetPlan, 'series'>>,
): Recipe {
  const inputs = rawInputsOf({ series: null, ...plan })
  const kept = plan.recipe.map((step, at) => forget(step, { plan, inputs, before: plan.recipe.slice(0, at) }))
  const steps = kept.filter((step, at) => step.columns.length > 0 || plan.recipe[at]?.columns.length === 0)
  const isTreated = (name: string, kind: RawKind) =>
    steps.some((step) => treats(step) && means(step, name, kind))
  const untreated = [...inputs].filter(([name, kind]) => !isTreated(name, kind))
  const made = unscaledColumns(steps, inputs).filter((name) => !isTreated(name, 'number'))
  const additions = [
    ...usualSteps(new Map(untreated)),
    ...(made.length > 0 ? [newStep('scale', '', made)] : []),
  ]
  return numberSteps(mergeSteps(steps, additions))
}

/** Steps that only look at a column, or make others of it, leave it to be treated. */
function treats(step: RecipeStep): boolean {
  if (step.kind === 'dateParts') return step.dropsDate
  return !['filter', 'deduplicate', 'lag', 'rolling', 'difference', 'balance', 'augment'].includes(step.kind)
}

function unscaledColumns(steps: Recipe, inputs: RawKinds): string[] {
  const kinds = new Map(inputs)
  return steps.flatMap((step) => {
    const made = columnsMadeBy(step, kinds)
    for (const { name } of made) kinds.set(name, 'number')
    return made.filter(({ isSmall }) => !isSmall).map(({ name }) => name)
  })
}

interface Surroundings {
  readonly plan: Pick<DatasetPlan, 'columns'>
  readonly inputs: RawKinds
  readonly before: Recipe
}

function forget(step: RecipeStep, { plan, inputs, before }: Surroundings): RecipeStep {
  const { columns } = step
  if (typeof columns === 'string') return step
  const names = new Set(plan.columns.map(({ name }) => name))
  const isKept = (name: string): boolean => {
    if (step.kind === 'filter' || step.kind === 'deduplicate') return names.has(name)
    const kind = inputs.get(name)
    if (kind)
      return takes(step, kind) || (kind === 'category' && isFigureBy(name, before) && takes(step, 'number'))
    return !names.has(name) && mayBeMade(name, inputs)
  }
  return columns.every(isKept) ? step : { ...step, columns: columns.filter(isKept) }
}

/** Whether an earlier step gives a category a figure under its own name. */
function isFigureBy(name: string, before: Recipe): boolean {
  return before.some(
    (step) =>
      step.kind === 'encode' &&
      means(step, name, 'category') &&
      step.method !== 'oneHot' &&
      step.method !== 'hashing',
  )
}

/** Names of what steps make begin with the column that it was made of; components have their own. */
function mayBeMade(name: string, inputs: RawKinds): boolean {
  return /^component \d+$/.test(name) || [...inputs.keys()].some((input) => name.startsWith(input))
}

function takes(step: RecipeStep, kind: RawKind): boolean {
  if (
    step.kind === 'impute' &&
    (step.method === 'median' || step.method === 'mean' || step.method === 'neighbours')
  )
    return kind !== 'category' && takesKind(step, kind)
  if (step.kind === 'impute' && step.method === 'ownCategory') return kind === 'category'
  return takesKind(step, kind)
}

/** Additions join a step that does the same; else they stand where steps of their kind usually do. */
function mergeSteps(steps: Recipe, additions: Recipe): Recipe {
  const merged = [...steps]
  for (const addition of additions) {
    const at = merged.findIndex((step) => doSame(step, addition))
    const found = merged[at]
    if (found && Array.isArray(found.columns))
      merged[at] = { ...found, columns: [...found.columns, ...addition.columns] }
    else merged.splice(placeFor(addition, merged), 0, addition)
  }
  return merged
}

/** Whether steps differ in nothing but name and columns. */
function doSame(left: RecipeStep, right: RecipeStep): boolean {
  const settings = ({ id: _id, columns: _columns, ...rest }: RecipeStep) =>
    JSON.stringify(Object.entries(rest).sort())
  return Array.isArray(left.columns) && settings(left) === settings(right)
}

/** Behind the last step that usually comes earlier or at the same time. */
function placeFor(step: RecipeStep, steps: Recipe): number {
  const rank = STEP_KINDS.indexOf(step.kind)
  return steps.findLastIndex(({ kind }) => STEP_KINDS.indexOf(kind) <= rank) + 1
}

/** Steps without an id, or with that of an earlier one, are called by their kind: `impute`, `impute2` … */
function numberSteps(steps: Recipe): Recipe {
  const taken = new Set(steps.map(({ id }) => id))
  const seen = new Set<string>([''])
  return steps.map((step) => {
    if (!seen.has(step.id)) {
      seen.add(step.id)
      return step
    }
    let id: string = step.kind
    for (let copy = 2; taken.has(id); copy++) id = `${step.kind}${copy}`
    taken.add(id)
    seen.add(id)
    return { ...step, id }
  })
}
