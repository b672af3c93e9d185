import type { Column, ColumnProfile } from '@shared/domain/column'

/** A column with what was seen in it. */
export interface ColumnRow {
  readonly column: Column
  readonly profile: ColumnProfile
}

/** Columns in file order, each with its profile. */
export function joinProfiles(columns: readonly Column[], profiles: readonly ColumnProfile[]): ColumnRow[] {
  const byIndex = new Map(profiles.map((profile) => [profile.index, profile]))
  return columns.flatMap((column) => {
    const profile = byIndex.get(column.index)
    return profile ? [{ column, profile }] : []
  })
}
