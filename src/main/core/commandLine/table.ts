/** @file Lines of cells, set in columns for a terminal. */

/** The first row is the header; figures stand right. Wide East Asian characters count for two. */
export function layOutTable(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.max(...rows.map((row) => widthOf(row[column] ?? ''))),
  )
  return rows
    .map((row) =>
      row
        .map((cell, column) => pad(cell, widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}

function pad(cell: string, width: number): string {
  const room = ' '.repeat(Math.max(0, width - widthOf(cell)))
  return /^-?[\d.,]+(?:e[+-]?\d+)?%?$/.test(cell) ? room + cell : cell + room
}

function widthOf(text: string): number {
  let width = 0
  for (const character of text)
    width += /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60]/.test(
      character,
    )
      ? 2
      : 1
  return width
}
