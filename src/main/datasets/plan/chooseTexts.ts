/** @file Which columns of text a model should read: those that the data are about, not names beside them. */
import type { Column } from '../../../shared/domain/column'
import type { Table } from '../import/table/table'

/** Letters that a text has on average from which on it says more than a name does. */
const TELLING_LENGTH = 80
const SAMPLED_TEXTS = 1000

/** Lets texts be inputs where there is nothing else to learn from, and where they are long. */
export function chooseTexts(columns: readonly Column[], table: Table): Column[] {
  const isAlone = !columns.some(({ role }) => role === 'input')
  return columns.map((column) => {
    if (column.type !== 'text' || column.role !== 'ignored') return column
    const { texts = [] } = table.columns[column.index] ?? {}
    const isAside = table.known[column.index]?.isAside === true
    return !isAside && (isAlone || meanLength(texts) >= TELLING_LENGTH)
      ? { ...column, role: 'input' }
      : column
  })
}

function meanLength(texts: readonly string[]): number {
  const some = texts.slice(0, SAMPLED_TEXTS)
  return some.reduce((sum, { length }) => sum + length, 0) / Math.max(1, some.length)
}
