import type { Dialect } from '@shared/domain/dialect'
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
 * @param hasDates whether a column holds dates: else their order is no matter
 */
export function chipsOf(format: Dialect['format'] | undefined, hasDates = false): readonly DialectChip[] {
  return CHIPS[format ?? 'delimited'].filter((chip) => hasDates || chip !== 'dateOrder')
}

/** @returns the sheets of a workbook that sniffing named, the one that is read first. */
export function sheetsOf(reasons: readonly ImportReason[], chosen: string | null | undefined): string[] {
  const named = reasons.flatMap(({ what, values }) =>
    what === 'sheet' && typeof values['sheet'] === 'string' ? [values['sheet']] : [],
  )
  return [...new Set([...(chosen ? [chosen] : []), ...named])]
}
