/** @file What an import found, for people and for scripts. */
import type { ColumnType } from '../../../shared/domain/column'
import type { Dataset, RejectedRow } from '../../../shared/domain/dataset'
import { type DatasetKind, datasetKindOf } from '../../../shared/domain/datasetKind'
import type { ImportPreview } from '../../../shared/domain/importPreview'
import { layOutTable } from './table'

export interface ImportReport {
  readonly kind: DatasetKind
  readonly rowsRead: number
  readonly rowsKept: number
  readonly rowsRejected: number
  readonly target: string | null
  /** Identity of the dataset; null where it could not be kept. */
  readonly dataset: string | null
  readonly columns: readonly ReportedColumn[]
  readonly rejected: readonly { line: number; reason: string; file?: string }[]
}

interface ReportedColumn {
  readonly name: string
  readonly type: ColumnType
  readonly missing: number
  readonly distinct: number
}

const REASONS: Readonly<Record<RejectedRow['cause'], string>> = {
  tooManyCells: 'too many cells',
  tooFewCells: 'too few cells',
  unclosedQuote: 'a quote that is never closed',
  notANumber: 'not a number',
  tooLong: 'too long',
  encoding: 'unreadable characters',
  badRecord: 'not a record',
  corruptPicture: 'a damaged picture',
  truncatedPicture: 'a picture cut short',
  notAPicture: 'not a picture',
  pictureTooLarge: 'a picture that is too large',
  unsupportedPicture: 'a kind of picture that is not read',
  unreadable: 'could not be read',
  differentColumns: 'other columns than the first file',
  unsafeName: 'an unsafe or repeated name',
  other: 'could not be read',
}

interface Kept {
  readonly rejected: readonly RejectedRow[]
  readonly dataset: Dataset | null
}

export function toImportReport(preview: ImportPreview, { rejected, dataset }: Kept): ImportReport {
  const { plan, profiles, rowCount, rejectedCount } = preview
  const found = new Map(profiles.map((profile) => [profile.index, profile]))
  return {
    kind: datasetKindOf(plan),
    rowsRead: rowCount + rejectedCount,
    rowsKept: rowCount,
    rowsRejected: rejectedCount,
    target: plan.columns.find(({ role }) => role === 'target')?.name ?? null,
    dataset: dataset?.id ?? null,
    columns: plan.columns.map(({ name, index, type }) => {
      const { missing = 0, distinct = 0 } = found.get(index) ?? {}
      return { name, type, missing, distinct }
    }),
    rejected: rejected.map(({ line, cause, column, file }) => ({
      line,
      reason: column === null ? REASONS[cause] : `${column}: ${REASONS[cause]}`,
      ...(file === undefined ? {} : { file }),
    })),
  }
}

const LISTED_ROWS = 10

export function formatImport(report: ImportReport): string {
  const { kind, rowsRead, rowsKept, rowsRejected, target, columns, rejected } = report
  const cells = columns.map(({ name, type, missing, distinct }) => [
    name === target ? `${name} (target)` : name,
    type,
    String(missing),
    String(distinct),
  ])
  const aside = rejected.slice(0, LISTED_ROWS).map(({ line, reason, file }) => {
    return `  ${file === undefined ? '' : `${file} `}line ${line}: ${reason}`
  })
  const more = rejected.length - aside.length
  return [
    `${kind}: ${rowsRead} rows read, ${rowsKept} kept, ${rowsRejected} set aside`,
    '',
    layOutTable([['column', 'type', 'missing', 'different'], ...cells]),
    ...(aside.length > 0 ? ['', 'Set aside:', ...aside] : []),
    ...(more > 0 ? [`  and ${more} more`] : []),
  ].join('\n')
}
