/** @file Describes every column of a table as a plan reads it. */
import type { Column, ColumnProfile, ColumnType } from '../../../shared/domain/column'
import type { Table, TableColumn } from '../import/table/table'
import { parseNumber } from '../import/cellText'
import { countTexts, viewDates, viewNumbers, viewTexts, type Meaning } from '../import/table/views'
import { correlate, correlationRatio, cramersV, type AssociationTarget } from './association'
import { profileCounted } from './profileCounted'
import { profileNumbers, profileTexts, type ValuesSummary } from './profileValues'

export interface ProfileOptions {
  readonly table: Table
  readonly meaning: Meaning
  /** What the cells suggest each column to be. */
  readonly suggested: readonly ColumnType[]
}

type ColumnName = Pick<Column, 'name' | 'index' | 'type'>

/** Profiles columns by their present type; bonds to the target are filled in later (`associate`). */
export function profileColumns(columns: readonly ColumnName[], options: ProfileOptions): ColumnProfile[] {
  return columns.flatMap(({ name, index, type }) => {
    const cells = options.table.columns[index]
    if (!cells) return []
    const summary = summarize(cells, type, options.meaning)
    return [{ name, index, suggestedType: options.suggested[index] ?? type, ...summary, association: null }]
  })
}

/** A column is described once for a type and its missing texts: a review changes one of them at most. */
const summaries = new WeakMap<TableColumn, Map<string, ValuesSummary>>()

function summarize(cells: TableColumn, type: ColumnType, meaning: Meaning): ValuesSummary {
  const known = summaries.get(cells) ?? new Map<string, ValuesSummary>()
  const key = JSON.stringify([type, [...meaning.missing]])
  const summary = known.get(key) ?? computeSummary(cells, type, meaning)
  known.set(key, summary)
  summaries.set(cells, known)
  return summary
}

function computeSummary(cells: TableColumn, type: ColumnType, meaning: Meaning): ValuesSummary {
  if (type !== 'number' && type !== 'identifier') return profileTexts(viewTexts(cells, meaning))
  const { values, oddRows } = viewNumbers(cells, meaning)
  const isFigures = type === 'number' || (cells.numbers !== null && oddRows.length === 0)
  if (!isFigures) return profileTexts(viewTexts(cells, meaning))
  const isShort = cells.codes !== null && cells.texts.length <= values.length / 10
  if (!isShort) return profileNumbers(values)
  const view = viewTexts(cells, meaning)
  const figureOf = (text: string) => parseNumber(text, meaning.decimal)
  // Of −999 for "missing", −999.0 is one, too.
  const none = new Set([...meaning.missing].map(figureOf))
  const figures = Float64Array.from(view.texts, figureOf).map((figure) => (none.has(figure) ? NaN : figure))
  return profileCounted(figures, countTexts(view), values.length)
}

/** Adds the bond of each column to the target, which itself has none. */
export function associate(
  profiles: readonly ColumnProfile[],
  to: ProfileOptions & {
    target: AssociationTarget
    targetIndex: number
    types: ReadonlyMap<number, ColumnType>
  },
): ColumnProfile[] {
  return profiles.map((profile) => {
    const cells = to.table.columns[profile.index]
    const type = to.types.get(profile.index)
    if (!cells || !type || profile.index === to.targetIndex || profile.distinct < 2) return profile
    if (type === 'identifier' || type === 'text') return profile
    return { ...profile, association: bondOf({ cells, type, meaning: to.meaning }, to.target) }
  })
}

function bondOf(
  { cells, type, meaning }: { cells: TableColumn; type: ColumnType; meaning: Meaning },
  target: AssociationTarget,
): number | null {
  if (type === 'number' || type === 'date') {
    const { values } = type === 'date' ? viewDates(cells, meaning) : viewNumbers(cells, meaning)
    return target.kind === 'number' ? correlate(values, target.values) : correlationRatio(values, target.view)
  }
  const view = viewTexts(cells, meaning)
  return target.kind === 'number' ? correlationRatio(target.values, view) : cramersV(view, target.view)
}
