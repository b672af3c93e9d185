/** `predict.ts` of an exported folder; Node runs it as it is. */
export const SCRIPT_PREDICTOR = String.raw`/**
 * Predicts with model.onnx: rows of a CSV, of JSON lines or of a JSON list, or pictures.
 *
 *   node predict.ts rows.csv      node predict.ts picture.jpg      cat rows.jsonl | node predict.ts -
 *
 * One JSON object a row goes to standard output.
 */
import { readFileSync } from 'node:fs'
import { dirname, extname, basename, resolve } from 'node:path'
import { InferenceSession, Tensor } from 'onnxruntime-node'

interface Geometry {
  height: number
  width: number
  channels: 1 | 3
  fit: 'crop' | 'pad' | 'stretch'
  background: number
}

type Kind = 'number' | 'date' | 'category' | 'picture' | 'tokens' | 'terms'

interface Schema {
  /** A reader is what texts.ts reads. */
  inputs: { input: string; column: string; kind: Kind; geometry?: Geometry; reader?: { length: number; vocabulary: string[] } }[]
  required: string[]
  labels: string[]
  decimal: string
  delimiter: string
  missing: string[]
}

type Row = Record<string, unknown>

interface Placed {
  row: Row
  folder: string
}

type Answer = { value: string | number | null; probabilities?: Record<string, number>; missing?: string }

const here = import.meta.dirname
const schema: Schema = JSON.parse(readFileSync(resolve(here, 'schema.json'), 'utf8'))
const PICTURES = new Set(['.jpg', '.jpeg', '.png', '.webp', '.gif', '.tif', '.tiff'])
const BATCH = 1024

function parseCsv(text: string): Row[] {
  const lines: string[][] = [[]]
  let cell = ''
  let isQuoted = false
  for (let at = 0; at < text.length; at++) {
    const sign = text[at] ?? ''
    if (isQuoted) {
      if (sign !== '"') cell += sign
      else if (text[at + 1] === '"') cell += text[++at]
      else isQuoted = false
    } else if (sign === '"') isQuoted = true
    else if (sign === schema.delimiter || sign === '\n') {
      lines.at(-1)?.push(cell)
      cell = ''
      if (sign === '\n') lines.push([])
    } else if (sign !== '\r') cell += sign
  }
  lines.at(-1)?.push(cell)
  const [header = [], ...rest] = lines.filter((cells) => cells.length > 1 || cells[0] !== '')
  return rest.map((cells) => Object.fromEntries(header.map((name, index) => [name, cells[index] ?? null])))
}

function readText(text: string): Row[] {
  const plain = text.replace(/^\ufeff/, '')
  const start = plain.trimStart()[0]
  if (start === '[') return JSON.parse(plain)
  if (start === '{') return plain.split('\n').filter((line) => line.trim() !== '').map((line) => JSON.parse(line))
  return parseCsv(plain)
}

function readRows(names: string[]): Placed[] {
  return names.flatMap((name) => {
    if (name === '-') return readText(readFileSync(0, 'utf8')).map((row) => ({ row, folder: process.cwd() }))
    const folder = dirname(resolve(name))
    const column = schema.inputs.find(({ kind }) => kind === 'picture')?.column
    if (column !== undefined && PICTURES.has(extname(name).toLowerCase())) {
      return [{ row: { [column]: basename(name) }, folder }]
    }
    return readText(readFileSync(name, 'utf8')).map((row) => ({ row, folder }))
  })
}

function cellOf(row: Row, column: string): string | null {
  const cell = row[column]
  if (cell === null || cell === undefined) return null
  const text = String(cell).trim()
  return text === '' || schema.missing.includes(text) ? null : text
}

function numberOf(cell: string | null, column: string): number {
  if (cell === null) return NaN
  const value = Number(schema.decimal === '.' ? cell : cell.replaceAll('.', '').replace(',', '.'))
  if (Number.isNaN(value)) throw new Error(column + ': "' + cell + '" is no number')
  return value
}

function daysOf(cell: string | null, column: string): number {
  if (cell === null) return NaN
  const found = /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2}))?)?/.exec(cell)
  if (!found) throw new Error(column + ': "' + cell + '" is no date such as 2024-12-31')
  const [year = 0, month = 1, day = 1, hours = 0, minutes = 0, seconds = 0] = found.slice(1).map((part) => Number(part ?? 0))
  return Date.UTC(year, month - 1, day, hours, minutes, seconds) / 86_400_000
}

async function pictureOf(path: string, geometry: Geometry): Promise<Uint8Array> {
  const { default: sharp } = await import('sharp')
  const { width, height, channels, background: level } = geometry
  const background = { r: level, g: level, b: level }
  const fit = ({ crop: 'cover', pad: 'contain', stretch: 'fill' } as const)[geometry.fit]
  const points = await sharp(path)
    .autoOrient()
    .resize({ width, height, fit, background })
    .flatten({ background })
    .toColourspace('srgb')
    .removeAlpha()
    .raw()
    .toBuffer()
  if (channels === 3) return points
  return Uint8Array.from({ length: width * height }, (_, at) => {
    const [red = 0, green = 0, blue = 0] = points.subarray(3 * at, 3 * at + 3)
    return (19595 * red + 38470 * green + 7471 * blue + 0x8000) >> 16
  })
}

async function tensorOf({ column, kind, geometry, reader }: Schema['inputs'][number], rows: Placed[]): Promise<Tensor> {
  const cells = rows.map(({ row }) => cellOf(row, column))
  const shape = [rows.length, 1]
  if (kind === 'number') return new Tensor('float32', Float32Array.from(cells, (cell) => numberOf(cell, column)), shape)
  if (kind === 'date') return new Tensor('float64', Float64Array.from(cells, (cell) => daysOf(cell, column)), shape)
  if (kind === 'category') return new Tensor('string', cells.map((cell) => cell ?? ''), shape)
  if (reader) {
    const { countTerms, toTokens } = await import('./texts.ts')
    if (kind === 'terms') {
      const counts = Float32Array.from(cells.flatMap((cell) => countTerms(cell, reader)))
      return new Tensor('float32', counts, [rows.length, reader.vocabulary.length])
    }
    const tokens = BigInt64Array.from(cells.flatMap((cell) => toTokens(cell, reader)), BigInt)
    return new Tensor('int64', tokens, [rows.length, reader.length])
  }
  if (!geometry) throw new Error(column + ' has no size')
  const pictures = await Promise.all(
    rows.map(({ folder }, index) => pictureOf(resolve(folder, cells[index] ?? ''), geometry)),
  )
  return new Tensor('uint8', Uint8Array.from(Buffer.concat(pictures)), [
    rows.length,
    geometry.height,
    geometry.width,
    geometry.channels,
  ])
}

export async function predict(rows: Placed[], session: InferenceSession): Promise<Answer[]> {
  const answers: Answer[] = rows.map(({ row }) => {
    const missing = schema.required.find((column) => cellOf(row, column) === null)
    return missing === undefined ? { value: null } : { value: null, missing }
  })
  const usable = [...rows.keys()].filter((place) => answers[place]?.missing === undefined)
  for (let start = 0; start < usable.length; start += BATCH) {
    const places = usable.slice(start, start + BATCH)
    const batch = rows.filter((_, place) => places.includes(place))
    const feeds: Record<string, Tensor> = {}
    for (const input of schema.inputs) feeds[input.input] = await tensorOf(input, batch)
    const { value, label, probabilities } = await session.run(feeds)
    const shares = probabilities?.data ?? []
    places.forEach((place, index) => {
      answers[place] = value
        ? { value: Number(value.data[index]) }
        : {
            value: String(label?.data[index]),
            probabilities: Object.fromEntries(
              schema.labels.map((name, at) => [name, Number(shares[index * schema.labels.length + at])]),
            ),
          }
    })
  }
  return answers
}

const names = process.argv.slice(2)
if (names.length === 0) {
  console.error('node predict.ts <rows.csv | rows.jsonl | picture ... | ->')
  process.exitCode = 2
} else {
  const session = await InferenceSession.create(resolve(here, 'model.onnx'), { logSeverityLevel: 3 })
  for (const answer of await predict(readRows(names), session)) console.log(JSON.stringify(answer))
}
`
