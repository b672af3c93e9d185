import type { Column, ColumnProfile } from '@shared/domain/column'
import type { ColumnDetail } from '@shared/domain/dataProfile'
import type { Recipe } from '@shared/domain/recipe'
import { addStep, moveStep } from '../../recipe/recipeEdits'

/** A column with all that was seen in it. */
export interface ProfileRow {
  readonly column: Column
  readonly profile: ColumnProfile
  readonly detail: ColumnDetail
}

/** What is known of the columns, of those that were looked at. */
export interface Seen {
  readonly columns: readonly Column[]
  readonly profiles: readonly ColumnProfile[]
  readonly details: readonly ColumnDetail[]
}

export function joinDetails({ columns, profiles, details }: Seen): ProfileRow[] {
  const profileOf = new Map(profiles.map((profile) => [profile.index, profile]))
  const detailOf = new Map(details.map((detail) => [detail.name, detail]))
  return columns.flatMap((column) => {
    const profile = profileOf.get(column.index)
    const detail = detailOf.get(column.name)
    return profile && detail ? [{ column, profile, detail }] : []
  })
}

/** Tukey's fences: figures beyond are outliers; null where a column has no quartiles. */
export function fencesOf({
  quartiles,
}: Pick<ColumnDetail, 'quartiles'>): { low: number; high: number } | null {
  if (!quartiles) return null
  const reach = 1.5 * (quartiles.upper - quartiles.lower)
  return { low: quartiles.lower - reach, high: quartiles.upper + reach }
}

/** @returns the inputs that say most about the target, the best first. */
export function mostTelling(rows: readonly ProfileRow[], most: number): ProfileRow[] {
  const inputs = rows.filter(({ column, detail }) => column.role === 'input' && (detail.information ?? 0) > 0)
  return inputs
    .toSorted((one, other) => (other.detail.information ?? 0) - (one.detail.information ?? 0))
    .slice(0, most)
}

/** @returns the recipe with a first step that removes duplicates, or null where it has one. */
export function withoutDuplicates(recipe: Recipe): Recipe | null {
  if (recipe.some(({ kind, isOff }) => kind === 'deduplicate' && !isOff)) return null
  const added = addStep(recipe, 'deduplicate', null)
  return moveStep(added.recipe, added.id, -recipe.length)
}
