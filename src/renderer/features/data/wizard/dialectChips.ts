import { SLASHED_DATE, type Dialect } from '@shared/domain/dialect'
import type { ImportReason } from '@shared/domain/importReason'

export type DialectChip =
  'format' | 'sheet' | 'delimiter' | 'decimal' | 'dateOrder' | 'quote' | 'encoding' | 'hasHeader' | 'missing'

/** What of a dialect has an effect where a table is read from such a source. */
const CHIPS: Record<Dialect['format'], readonly DialectChip[]> = {
  delimited: ['format', 'delimiter', 'decimal', 'dateOrder', 'quote', 'encoding', 'hasHeader', 'missing'],
  json: ['format', 'dateOrder', 'encoding', 'missing'],
  parquet: ['format', 'missing'],
  xlsx: ['format', 'sheet', 'dateOrder', 'hasHeader', 'missing'],
  idx: ['format'],
  pictures: ['format'],
  texts: ['format', 'encoding'],
}

/**
 * Nothing is known of a source that could not be read: it may be delimited text.
 * @param hasOpenDates whether a column holds dates that the order matters to
 */
export function chipsOf(format: Dialect['format'] | undefined, hasOpenDates = false): readonly DialectChip[] {
  return CHIPS[format ?? 'delimited'].filter((chip) => hasOpenDates || chip !== 'dateOrder')
}

/** @returns whether any of these cells is a date that another order would read as another day, or not at all. */
export function hasOpenDates(rows: readonly (readonly (string | null)[])[]): boolean {
  return rows.some((cells) => cells.some((cell) => cell !== null && SLASHED_DATE.test(cell.trim())))
}

/** @returns the sheets of a workbook that sniffing named, the one that is read first. */
export function sheetsOf(reasons: readonly ImportReason[], chosen: string | null | undefined): string[] {
  const named = reasons.flatMap(({ what, values }) =>
    what === 'sheet' && typeof values['sheet'] === 'string' ? [values['sheet']] : [],
  )
  return [...new Set([...(chosen ? [chosen] : []), ...named])]
}
