import type { RejectedRow } from '../../../shared/domain/dataset'
import { toCsv } from '../downloads/csv'
import { type Download, toDownload } from '../downloads/download'

/** Rows that were set aside as a table of their own: where each stands, why, and how it begins. */
export function toRejectedTable(rejected: readonly RejectedRow[], fileName: string): Download {
  const rows = rejected.map(({ file, line, column, cause, text }) => [
    file ?? '',
    line,
    column ?? '',
    cause,
    text,
  ])
  return toDownload(toCsv(['file', 'line', 'column', 'cause', 'text'], rows), {
    stem: fileName.replace(/\.[^.]*$/, ''),
    suffix: ' set aside.csv',
    mediaType: 'text/csv',
  })
}
