/** @file Tables to import, made anew for every run: the same figures each time. */
import { createWriteStream } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { once } from 'node:events'
import sharp from 'sharp'
import { createRandom } from '../../src/shared/util/random'

export interface TableFile {
  readonly name: string
  readonly path: string
  readonly rows: number
  readonly columns: number
}

/** Rows that are written at once. */
const BLOCK = 10_000

/** What a cell of a column says, from a number between 0 and 1. */
type MakeCell = (chance: number, row: number) => string

const CITIES = ['Berlin', 'Paris', 'Rome', 'Madrid', 'Vienna', 'Prague', 'Oslo', 'Athens', 'Dublin', 'Lisbon']

const float = (chance: number) => (chance * 2 - 1).toFixed(6)
const wholeUnder =
  (most: number): MakeCell =>
  (chance) =>
    String(Math.floor(chance * most))

/** Half figures, half categories, as tables of customers are. */
const MIXED: readonly MakeCell[] = [
  (_, row) => String(row + 1),
  wholeUnder(90),
  (chance) => (chance * 5000).toFixed(2),
  float,
  float,
  (chance) => CITIES[Math.floor(chance * CITIES.length)] ?? '',
  wholeUnder(40),
  (chance) => (chance < 0.05 ? '' : (chance * 300).toFixed(1)),
  (chance) => (chance < 0.5 ? 'yes' : 'no'),
  (chance) => (chance < 0.3 ? 'churned' : 'stayed'),
]

/** Mostly measurements, as sensors give them. */
const MEASURED: readonly MakeCell[] = [
  ...Array.from(
    { length: 20 },
    () => (chance: number) => ((chance - 0.5) * 200).toFixed(chance < 0.5 ? 4 : 5),
  ),
  wholeUnder(24),
  (chance) => `unit-${Math.floor(chance * 40)}`,
  (chance) => (chance < 0.1 ? 'failure' : 'normal'),
]

/** 1,000,000 rows × 10 columns, about 50 MB. */
export function makeMixed(folder: string): Promise<TableFile> {
  return makeTable({ folder, name: 'mixed', rows: 1_000_000, cells: MIXED })
}

/** 1,060,000 rows × 23 columns, about 200 MB. */
export function makeMeasured(folder: string): Promise<TableFile> {
  return makeTable({ folder, name: 'measured', rows: 1_060_000, cells: MEASURED })
}

async function makeTable({
  folder,
  name,
  rows,
  cells,
}: {
  folder: string
  name: string
  rows: number
  cells: readonly MakeCell[]
}): Promise<TableFile> {
  const path = join(folder, `${name}.csv`)
  const random = createRandom(7)
  const file = createWriteStream(path)
  file.write(`${cells.map((_, at) => (at === cells.length - 1 ? 'label' : `c${at + 1}`)).join(',')}\n`)
  for (let start = 0; start < rows; start += BLOCK) {
    const lines: string[] = []
    for (let row = start; row < Math.min(rows, start + BLOCK); row++)
      lines.push(cells.map((cell) => cell(random.next(), row)).join(','))
    if (!file.write(`${lines.join('\n')}\n`)) await once(file, 'drain')
  }
  file.end()
  await once(file, 'close')
  return { name, path, rows, columns: cells.length }
}

/** 10,000 small JPEG pictures in ten folders. @returns their folder */
export async function makePictures(folder: string, count = 10_000): Promise<string> {
  const root = join(folder, 'pictures')
  const random = createRandom(11)
  for (let label = 0; label < 10; label++) await mkdir(join(root, `class-${label}`), { recursive: true })
  for (let at = 0; at < count; at++) {
    const points = Buffer.from(Array.from({ length: 32 * 32 * 3 }, () => Math.floor(random.next() * 256)))
    await sharp(points, { raw: { width: 32, height: 32, channels: 3 } })
      .jpeg()
      .toFile(join(root, `class-${at % 10}`, `${at}.jpg`))
  }
  return root
}
