import type { Dialect } from '@shared/domain/dialect'
import type { ImportReason } from '@shared/domain/importReason'

export type DialectChip =
  'format' | 'sheet' | 'delimiter' | 'decimal' | 'quote' | 'encoding' | 'hasHeader' | 'missing'

/** What of a dialect has an effect where a table is read from such a source. */
const CHIPS: Record<Dialect['format'], readonly DialectChip[]> = {
  delimited: ['format', 'delimiter', 'decimal', 'quote', 'encoding', 'hasHeader', 'missing'],
  json: ['format', 'encoding', 'missing'],
  parquet: ['format', 'missing'],
  xlsx: ['format', 'sheet', 'hasHeader', 'missing'],
  idx: ['format'],
  pictures: ['format'],
  texts: ['format', 'encoding'],
}

/** Nothing is known of a source that could not be read: it may be delimited text. */
export function chipsOf(format: Dialect['format'] | undefined): readonly DialectChip[] {
  return CHIPS[format ?? 'delimited']
}

/** @returns the sheets of a workbook that sniffing named, the one that is read first. */
export function sheetsOf(reasons: readonly ImportReason[], chosen: string | null | undefined): string[] {
  const named = reasons.flatMap(({ what, values }) =>
    what === 'sheet' && typeof values['sheet'] === 'string' ? [values['sheet']] : [],
  )
  return [...new Set([...(chosen ? [chosen] : []), ...named])]
}
