/** @file Reads a source into a table as the engine does, for tests. */
import type { DialectChoice } from '../../../shared/domain/dialect'
import { createRowReader } from '../import/table/readBack'
import { createTableCache, type LoadedTable } from '../import/table/tableCache'
import { nameColumns } from '../import/sniff/sniffHeader'
import { createDescriber } from '../sources/describeSource'
import { createSourceOpener } from '../sources/openSource'
import type { SourceFile } from '../types'
import { makeFolder } from './temporaryFiles'

export interface ReadSource extends LoadedTable {
  readonly names: string[]
  /** All rows, cells as text. */
  readonly rows: string[][]
}

/** @param cacheFolder where archives are unpacked. */
export async function readSource(
  file: SourceFile,
  choice: DialectChoice = {},
  cacheFolder = makeFolder(),
): Promise<ReadSource> {
  const openSource = createSourceOpener({ cacheFolder, describe: createDescriber() })
  const loaded = await createTableCache({ openSource }).load(file, { dialect: choice, textColumns: 'all' })
  const { table, reading } = loaded
  const read = createRowReader(table, reading.decimal)
  return {
    ...loaded,
    names: nameColumns(table.header, table.columns.length).names,
    rows: Array.from({ length: table.rowCount }, (_, row) => read(row)),
  }
}
