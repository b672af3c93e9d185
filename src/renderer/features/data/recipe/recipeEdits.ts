import { newStep, type Recipe, type RecipeStep, type StepColumns, type StepKind } from '@shared/domain/recipe'

/** Steps by what they are about, in the order in which they usually follow each other. */
export const STEP_GROUPS = {
  rows: ['filter', 'deduplicate', 'drop'],
  time: ['dateParts', 'lag', 'rolling', 'difference'],
  texts: ['tokens', 'tfidf'],
  pictures: ['picture', 'augment'],
  cells: ['impute', 'clip'],
  figures: ['transform', 'polynomial', 'bin', 'scale', 'normalize'],
  categories: ['encode'],
  inputs: ['select', 'reduce'],
  classes: ['balance'],
} as const satisfies Record<string, readonly StepKind[]>
export type StepGroup = keyof typeof STEP_GROUPS

/** What a step of each kind works on until somebody says otherwise. */
const FIRST_COLUMNS: Partial<Record<StepKind, StepColumns>> = {
  encode: 'categories',
  dateParts: 'dates',
  tokens: 'texts',
  tfidf: 'texts',
  picture: 'pictures',
  augment: 'pictures',
  filter: [],
  deduplicate: [],
  drop: [],
  balance: [],
}

export function firstColumns(kind: StepKind): StepColumns {
  return FIRST_COLUMNS[kind] ?? 'numbers'
}

/** @returns the recipe with a new step after `after` (at its end where that is null), and the id of the step. */
export function addStep(
  recipe: Recipe,
  kind: StepKind,
  after: string | null,
): { recipe: Recipe; id: string } {
  const id = freeId(recipe, kind)
  const at = after === null ? recipe.length : recipe.findIndex((step) => step.id === after) + 1
  const step = newStep(kind, id, firstColumns(kind))
  return { recipe: [...recipe.slice(0, at), step, ...recipe.slice(at)], id }
}

function freeId(recipe: Recipe, kind: StepKind): string {
  const taken = new Set(recipe.map(({ id }) => id))
  for (let number = 1; ; number++) {
    const id = number === 1 ? kind : `${kind}${String(number)}`
    if (!taken.has(id)) return id
  }
}

export function removeStep(recipe: Recipe, id: string): Recipe {
  return recipe.filter((step) => step.id !== id)
}

/** Moves a step by so many places, as far as there are any. */
export function moveStep(recipe: Recipe, id: string, by: number): Recipe {
  const from = recipe.findIndex((step) => step.id === id)
  const step = recipe[from]
  const to = Math.max(0, Math.min(recipe.length - 1, from + by))
  if (!step || to === from) return recipe
  const others = removeStep(recipe, id)
  return [...others.slice(0, to), step, ...others.slice(to)]
}

/** @param change settings of the step's own kind. */
export function changeStep(recipe: Recipe, id: string, change: Readonly<Record<string, unknown>>): Recipe {
  // The schema of the core refuses what does not belong to the kind.
  return recipe.map((step) => (step.id === id ? ({ ...step, ...change } as RecipeStep) : step))
}
