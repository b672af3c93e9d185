/** @file What every format offers: to be opened, which settles how it is read, and then to be loaded. */
import type { Dialect, DialectChoice } from '../../../../shared/domain/dialect'
import type { ImportReason } from '../../../../shared/domain/importReason'
import type { Source } from '../../sources/types'
import type { Table } from '../table/table'

export type Format = Dialect['format']

/** How a source is cut into cells: a dialect without what texts mean. */
export type Reading = Omit<Dialect, 'missing' | 'dateOrder'>

export interface LoadOptions {
  /** Columns whose texts are kept however many they are. */
  readonly textColumns: ReadonlySet<number> | 'all'
  /** Told while it is read: bytes of all files together, or another measure that ends at the size of the source. */
  readonly onBytes?: ((doneBytes: number) => void) | undefined
}

/** A source with its way of being read. */
export interface OpenedTable {
  readonly reading: Reading
  /** Why; what the user fixed is not told apart here. */
  readonly reasons: readonly ImportReason[]
  /** Rows of the source = rows of the table + rejected rows. @throws {file/unreadable} {dataset/*} */
  load(options: LoadOptions): Promise<Table>
}

export interface OpenRequest {
  readonly source: Source
  /** What is settled already. */
  readonly choice: DialectChoice
  /** 1 where a single column will do, as for prediction. */
  readonly fewestColumns: number
}

/** @throws {dataset/*} in words the user can act on. */
export type OpenTable = (request: OpenRequest) => Promise<OpenedTable>

/** What stands in a reading where it means nothing. */
export const PLAIN_READING: Reading = {
  format: 'delimited',
  sheet: null,
  delimiter: ',',
  quote: '"',
  encoding: 'utf-8',
  hasHeader: true,
  decimal: '.',
}
