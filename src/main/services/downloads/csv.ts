export type CsvCell = string | number | boolean | null

const RISKY_START = /^[=+\-@\t\r＝＋－＠]/
const PLAIN_NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/

/**
 * Writes a table as CSV (RFC 4180, CRLF, a byte order mark so that spreadsheets read it as UTF-8). A text that a
 * spreadsheet would run as a formula gets an apostrophe before it.
 */
export function toCsv(header: readonly string[], rows: readonly (readonly CsvCell[])[]): string {
  const lines = [header, ...rows].map((cells) => cells.map(toCell).join(','))
  return `\uFEFF${lines.join('\r\n')}\r\n`
}

function toCell(cell: CsvCell): string {
  if (cell === null) return ''
  const text = String(cell)
  const isRisky = RISKY_START.test(text) && !PLAIN_NUMBER.test(text)
  const safe = isRisky ? `'${text}` : text
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
