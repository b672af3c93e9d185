import type { Recipe, RecipeStep, StepKind, StepOf } from '@shared/domain/recipe'
import { addStep, changeStep } from '../recipe/recipeEdits'

/** @returns the first step of a kind that is not switched off. */
export function findStep<Kind extends StepKind>(recipe: Recipe, kind: Kind): StepOf<Kind> | undefined {
  return recipe.find((step): step is StepOf<Kind> => step.kind === kind && !step.isOff)
}

/** A step that has to stand right behind another. */
const AFTER: Partial<Record<StepKind, StepKind>> = { augment: 'picture' }

/** @returns the recipe with these settings of its first step of a kind; without one, a step is added. */
export function changeFirst<Kind extends StepKind>(
  recipe: Recipe,
  kind: Kind,
  change: Partial<Omit<StepOf<Kind>, keyof Pick<RecipeStep, 'kind' | 'id'>>>,
): Recipe {
  const known = findStep(recipe, kind)
  if (known) return changeStep(recipe, known.id, change)
  const before = AFTER[kind]
  const added = addStep(recipe, kind, before ? (findStep(recipe, before)?.id ?? null) : null)
  return changeStep(added.recipe, added.id, change)
}
