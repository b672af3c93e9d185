import type { Design } from '@shared/domain/design'
import type { RecipeStep } from '@shared/domain/recipe'
import { holderOfStep, stepSettingsOf } from '@shared/domain/settingCatalogue'

/** @returns the design with this step of the data's recipe, in place of the one of the same id. */
export function withStep(design: Design, step: RecipeStep | undefined): Design {
  if (step === undefined) return design
  const data = design.data ?? []
  const isKnown = data.some(({ id }) => id === step.id)
  return {
    ...design,
    data: isKnown ? data.map((known) => (known.id === step.id ? step : known)) : [...data, step],
  }
}

/** @returns the design without steps of which nothing varies any more: they are as the dataset has them. */
export function pruneSteps(design: Design): Design {
  const { data = [], ...rest } = design
  const kept = data.filter((step) => pathsOfStep(step).some((path) => path in design.search))
  return kept.length === data.length ? design : kept.length === 0 ? rest : { ...rest, data: kept }
}

/** @returns the paths of all settings of a step that may vary. */
export function pathsOfStep(step: RecipeStep): string[] {
  return stepSettingsOf(step.kind).map(({ name }) => `${holderOfStep(step)}.${name}`)
}

/**
 * @param recipe of the data that the design is for
 * @returns the steps that have settings which may vary: as the design has them where some do, else as the data has them; last
 * those of the design that the data does not have (any more).
 */
export function searchableSteps({ data = [] }: Design, recipe: readonly RecipeStep[]): RecipeStep[] {
  const own = new Map(data.map((step) => [step.id, step]))
  const isSearchable = (step: RecipeStep): boolean =>
    step.id !== '' && !step.isOff && stepSettingsOf(step.kind).some(({ isFixed }) => !isFixed)
  const present = recipe.filter(isSearchable).map((step) => {
    const searched = own.get(step.id)
    return searched?.kind === step.kind ? searched : step
  })
  return [...present, ...data.filter(({ id }) => present.every((step) => step.id !== id))]
}
