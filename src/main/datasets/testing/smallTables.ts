/** @file A small table, and what became of the rows of one, for tests of formats. */
import type { ReadSource } from './readSource'

export const ROWS = Array.from({ length: 12 }, (_, at) => [`${at}.5`, `k${at % 3}`, at % 2 ? 'yes' : 'no'])

export const CSV = `a,b,class\n${ROWS.map((row) => row.join(',')).join('\n')}\n`

/** @returns place and cause of every row that was set aside. */
export const rejectedOf = ({ table }: ReadSource) =>
  table.rejected.map(({ file, line, cause }) => (file === undefined ? [line, cause] : [file, line, cause]))
