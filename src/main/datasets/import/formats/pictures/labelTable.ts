/** @file Finds the table beside pictures that says what they show: one of its columns holds their names. */
import { basename } from 'node:path'
import type { RejectedRow } from '../../../../../shared/domain/dataset'
import type { Source, SourceEntry } from '../../../sources/types'
import type { Decimal } from '../../cellText'
import { nameColumns } from '../../sniff/sniffHeader'
import { createRowReader } from '../../table/readBack'
import type { Table } from '../../table/table'
import { openDelimited } from '../delimited/openDelimited'
import { openJson } from '../json/openJson'

export interface LabelTable {
  /** The file that it was read from. */
  readonly file: string
  readonly decimal: Decimal
  /** Of its columns but the one with the names of pictures. */
  readonly names: readonly string[]
  /** Their cells, by picture. */
  readonly cellsOf: ReadonlyMap<string, readonly string[]>
  /** Rows that could not be read, that name no picture, or one that was named before. */
  readonly rejected: readonly RejectedRow[]
}

/** Tables that are looked at, the largest first: a note beside every picture is no table of all of them. */
const MOST_TABLES = 20
/** A column names pictures if half of its cells do. */
const LEAST_SHARE = 0.5

/** @returns the table that names the most pictures; null where none names any. */
export async function findLabelTable(
  source: Source,
  pictures: readonly SourceEntry[],
): Promise<LabelTable | null> {
  const find = createFinder(pictures)
  let best: LabelTable | null = null
  const papers = source.entries.filter(({ content }) => content === 'text' || content === 'json')
  const largest = papers.sort((left, right) => right.sizeBytes - left.sizeBytes).slice(0, MOST_TABLES)
  for (const entry of largest) {
    const table = await readTable(source, entry).catch(() => null)
    const found = table && readLabels(entry.name, table, find)
    if (found && found.cellsOf.size > (best?.cellsOf.size ?? 0)) best = found
  }
  return best
}

type FindPicture = (cell: string) => string | null

/** Cells may give the whole way, the last part of it, or that without its ending. */
function createFinder(pictures: readonly SourceEntry[]): FindPicture {
  const known = new Map<string, string | null>()
  const add = (key: string, name: string) => {
    // Two pictures of one name in different folders: the name alone says nothing.
    known.set(key, known.has(key) && known.get(key) !== name ? null : name)
  }
  for (const { name } of pictures) {
    const whole = name.normalize('NFC')
    const last = basename(whole)
    for (const key of new Set([last.replace(/\.[^.]+$/, ''), last, whole])) add(key, name)
  }
  return (cell) => {
    const wanted = cell.normalize('NFC').replaceAll('\\', '/').replace(/^\.\//, '')
    return known.get(wanted) ?? known.get(basename(wanted)) ?? null
  }
}

async function readTable(source: Source, entry: SourceEntry): Promise<{ table: Table; decimal: Decimal }> {
  const open = entry.content === 'json' ? openJson : openDelimited
  const alone: Source = { ...source, entries: [entry], rejected: [], reasons: [] }
  const { reading, load } = await open({ source: alone, choice: {}, fewestColumns: 2 })
  return { table: await load({ textColumns: 'all' }), decimal: reading.decimal }
}

function readLabels(
  file: string,
  { table, decimal }: { table: Table; decimal: Decimal },
  find: FindPicture,
): LabelTable | null {
  const read = createRowReader(table, decimal)
  const rows = Array.from({ length: table.rowCount }, (_, row) => read(row))
  const shares = table.columns.map(
    (_, index) => rows.filter((cells) => find(cells[index] ?? '') !== null).length / Math.max(1, rows.length),
  )
  const place = shares.indexOf(Math.max(...shares))
  if (!((shares[place] ?? 0) >= LEAST_SHARE)) return null
  const cellsOf = new Map<string, readonly string[]>()
  const rejected: RejectedRow[] = table.rejected.map((row) => ({ ...row, file }))
  rows.forEach((cells, row) => {
    const picture = find(cells[place] ?? '')
    if (picture !== null && !cellsOf.has(picture)) cellsOf.set(picture, without(cells, place))
    else {
      const cause = picture === null ? 'unreadable' : 'other'
      rejected.push({
        line: table.lines[row] ?? 0,
        column: null,
        cause,
        text: cells.join(', ').slice(0, 200),
        file,
      })
    }
  })
  const { names } = nameColumns(table.header, table.columns.length)
  return { file, decimal, names: without(names, place), cellsOf, rejected }
}

function without<T>(items: readonly T[], place: number): T[] {
  return items.filter((_, index) => index !== place)
}
