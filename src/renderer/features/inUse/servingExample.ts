import type { PredictField } from '@shared/domain/prediction'
import type { ServedModelCard } from '@shared/domain/serving'

/** Columns of an example, besides those that a row cannot do without: more are hard to read. */
const MOST_COLUMNS = 12

/** @returns a command for a shell that asks a served model about a row as it knows them. */
export function writeExample(
  { token, port }: Pick<ServedModelCard, 'token' | 'port'>,
  fields: readonly PredictField[],
): string {
  const [first, ...more] = fields
  const isPicture = first?.kind === 'picture' && more.length === 0
  const body = isPicture
    ? ['-H "Content-Type: image/png"', '--data-binary @picture.png']
    : ['-H "Content-Type: application/json"', `-d ${quote(JSON.stringify({ rows: makeRows(fields) }))}`]
  const address = `http://127.0.0.1:${String(port)}/predict`
  return ['curl', `-H "Authorization: Bearer ${token}"`, ...body, address].join(' ')
}

function makeRows(fields: readonly PredictField[]): object[] {
  const shown = fields.filter((field, at) => at < MOST_COLUMNS || ('isRequired' in field && field.isRequired))
  const row = Object.fromEntries(shown.flatMap(toCells))
  const windows = fields.find((field) => field.kind === 'windows')
  return windows === undefined ? [row] : Array.from({ length: windows.lookback }, () => row)
}

function toCells(field: PredictField): [string, unknown][] {
  if (field.kind === 'windows') return field.columns.map((column) => [column, 0])
  if (field.kind === 'picture') return [[field.column, { base64: '' }]]
  const number = Number(field.example)
  const isNumber = field.kind === 'number' && field.example !== null && Number.isFinite(number)
  return [[field.column, isNumber ? number : field.example]]
}

/** For a shell of POSIX: nothing inside single quotes means anything but their end. */
function quote(text: string): string {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`
}
