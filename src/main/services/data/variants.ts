import { createHash } from 'node:crypto'
import type { DatasetPlan, DatasetVersion } from '../../../shared/domain/dataset'
import type { RecipeStep } from '../../../shared/domain/recipe'
import { holderOfStep } from '../../../shared/domain/settingCatalogue'
import { type RecipeValues, withStepSettings } from '../../../shared/domain/settingValues'
import { AppError } from '../../../shared/errors/appError'
import { canonicalJson } from '../../../shared/util/canonicalJson'

/** What a trial wants otherwise than its dataset version has it. */
export interface Variant {
  /** Settings of recipe steps, by the ids of the steps. */
  readonly data?: RecipeValues
  /** Which pair of training and validation rows, from 0. */
  readonly fold?: number
}

export interface PlannedVariant {
  /** Name of its folder: that of the version itself where nothing is otherwise. */
  readonly name: string
  readonly plan: DatasetPlan
  readonly fold: number
}

type VersionContent = Pick<DatasetVersion, 'contentHash' | 'plan'>

/**
 * Variants that are alike have one name, and settings that are as the version has them anyway make none. Names of variants
 * begin with that of their version, by which storage finds them.
 * @throws {space/invalid} where a step is not there, or does not allow a value.
 */
export function planVariant(
  { contentHash, plan }: VersionContent,
  { data = {}, fold = 0 }: Variant,
): PlannedVariant {
  const recipe = withValues(plan.recipe, data)
  const changed = recipe.filter((step, index) => canonicalJson(step) !== canonicalJson(plan.recipe[index]))
  if (changed.length === 0 && fold === 0) return { name: contentHash, plan, fold }
  const digest = createHash('sha256').update(canonicalJson({ contentHash, changed, fold })).digest('hex')
  return { name: `${contentHash}-${digest.slice(0, 24)}`, plan: { ...plan, recipe }, fold }
}

function withValues(recipe: readonly RecipeStep[], data: RecipeValues): RecipeStep[] {
  const ids = new Set(recipe.map(({ id }) => id))
  const missing = Object.keys(data).find((id) => !ids.has(id))
  if (missing !== undefined) throw new AppError('space/invalid', { parameter: holderOfStep({ id: missing }) })
  return recipe.map((step) => {
    const values = data[step.id]
    const changed = values === undefined ? step : withStepSettings(step, values)
    if (changed === null) throw new AppError('space/invalid', { parameter: holderOfStep(step) })
    return changed
  })
}
