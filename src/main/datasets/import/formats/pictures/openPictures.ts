/** @file Opens pictures: a row a file, with the class that its folder or a table beside it names. */
import type { RejectedRow } from '../../../../../shared/domain/dataset'
import { isUsable, type ProbedPicture } from '../../../images/types'
import { probeSource } from '../../../images/probePictures'
import { suggestFor } from '../../../images/summary/summary'
import { rejectFile } from '../../../sources/openSource'
import type { Source, SourceEntry } from '../../../sources/types'
import type { KnownColumn, Table } from '../../table/table'
import { TableBuilder, type Cell } from '../../table/tableBuilder'
import { partReasons, readFolders } from '../folderLabels'
import { PLAIN_READING, type LoadOptions, type OpenTable } from '../types'
import { filesOf } from './filesOf'
import { findLabelTable, type LabelTable } from './labelTable'

export const openPictures: OpenTable = async ({ source }) => {
  const pictures = source.entries.filter(({ content }) => content === 'picture')
  const { labels, parts } = readFolders(pictures.map(({ name }) => name))
  const beside = labels ? null : await findLabelTable(source, pictures)
  return {
    reading: { ...PLAIN_READING, format: 'pictures' },
    reasons: [reasonOf(labels, beside), ...partReasons(parts)],
    load: (options) => loadPictures(source, beside, options),
  }
}

function reasonOf(labels: readonly string[] | null, beside: LabelTable | null) {
  if (labels) return { what: 'files', why: 'classFolders', values: { count: new Set(labels).size } } as const
  if (!beside) return { what: 'files', why: 'noLabels', values: {} } as const
  return {
    what: 'files',
    why: 'labelFile',
    values: { file: beside.file, count: beside.cellsOf.size },
  } as const
}

const PROBLEM_CAUSES: {
  readonly [P in Extract<ProbedPicture, { problem: unknown }>['problem']]: RejectedRow['cause']
} = {
  corrupt: 'corruptPicture',
  truncated: 'truncatedPicture',
  notAPicture: 'notAPicture',
  tooLarge: 'pictureTooLarge',
  unsupported: 'unsupportedPicture',
  unreadable: 'unreadable',
}

/** Every file is a row or is set aside; the one with the labels, and the folder's own papers, count as no pictures. */
async function loadPictures(source: Source, beside: LabelTable | null, options: LoadOptions): Promise<Table> {
  const entries = source.entries.filter(({ name }) => name !== beside?.file)
  const columns = columnsOf(entries, beside)
  const builder = new TableBuilder({ decimal: beside?.decimal ?? '.', textColumns: options.textColumns })
  builder.widen(columns.length)
  for (const row of source.rejected) builder.reject(row)
  const total = entries.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0)
  const pictures = filesOf(
    source,
    entries.map(({ name }) => name),
  )
  const probed = await probeSource(pictures, (done, count) => options.onBytes?.((total * done) / count))
  probed.forEach((picture, at) => {
    const line = at + 1
    if (isUsable(picture))
      builder.addRow(
        columns.map(({ cellOf }) => cellOf(picture, at)),
        line,
      )
    else builder.reject(rejectFile(picture.path, line, PROBLEM_CAUSES[picture.problem]))
  })
  for (const row of beside?.rejected ?? []) builder.reject(row)
  const geometry = suggestFor(probed)
  return builder.finish({
    header: columns.map(({ name }) => name),
    known: columns.map(({ known }) => (known?.type === 'image' ? { ...known, geometry } : known)),
  })
}

interface PictureColumn {
  readonly name: string
  readonly known: KnownColumn | null
  cellOf(picture: Extract<ProbedPicture, { hash: string }>, at: number): Cell
}

function columnsOf(entries: readonly SourceEntry[], beside: LabelTable | null): PictureColumn[] {
  const pictures = entries.filter(({ content }) => content === 'picture')
  const folders = readFolders(pictures.map(({ name }) => name))
  const places = new Map(pictures.map(({ name }, at) => [name, at]))
  const byName = (cells: readonly string[]) => (picture: { path: string }) =>
    cells[places.get(picture.path) ?? -1] ?? ''
  const columns: PictureColumn[] = [
    { name: 'image', known: { type: 'image', isAside: false }, cellOf: ({ path }) => path },
  ]
  if (folders.labels)
    columns.push({
      name: 'label',
      known: { type: 'category', isAside: false },
      cellOf: byName(folders.labels),
    })
  beside?.names.forEach((name, index) =>
    columns.push({ name, known: null, cellOf: ({ path }) => beside.cellsOf.get(path)?.[index] ?? '' }),
  )
  if (folders.parts)
    columns.push({ name: 'part', known: { type: 'category', isAside: true }, cellOf: byName(folders.parts) })
  return [...columns, ...FACTS]
}

const aside = (type: KnownColumn['type']): KnownColumn => ({ type, isAside: true })
const FACTS: readonly PictureColumn[] = [
  { name: 'width', known: aside('number'), cellOf: ({ width }) => width },
  { name: 'height', known: aside('number'), cellOf: ({ height }) => height },
  { name: 'channels', known: aside('number'), cellOf: ({ channels }) => channels },
  { name: 'format', known: aside('category'), cellOf: ({ format }) => format },
  { name: 'bytes', known: aside('number'), cellOf: ({ bytes }) => bytes },
]
