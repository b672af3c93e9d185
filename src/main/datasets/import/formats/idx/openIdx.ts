/** @file Opens IDX files: a row a picture, whose cell is its number, and the label beside it. */
import { idxPictureShape, readIdx, type IdxFile } from '../../../images/idx'
import {
  suggestGeometry,
  type PictureGeometry,
  type SizeCount,
} from '../../../../../shared/domain/pictureGeometry'
import type { PictureShape } from '../../../../../shared/domain/pictureSheet'
import { AppError } from '../../../../../shared/errors/appError'
import { rejectFile } from '../../../sources/openSource'
import type { Source } from '../../../sources/types'
import type { KnownColumn, Table } from '../../table/table'
import { TableBuilder } from '../../table/tableBuilder'
import { findPart } from '../findPart'
import { PLAIN_READING, type LoadOptions, type OpenTable } from '../types'
import { pairIdx, type IdxPair } from './idxPairs'

export const openIdx: OpenTable = async ({ source }) => {
  const pairs = await pairIdx(source)
  if (pairs.length === 0) throw new AppError('dataset/not-a-table', { name: source.file.fileName })
  const used = usable(pairs)
  const hasLabels = used.some(({ labels }) => labels !== null)
  return {
    reading: { ...PLAIN_READING, format: 'idx' },
    reasons: [
      hasLabels
        ? { what: 'files', why: 'pairs', values: { count: used.length } }
        : { what: 'files', why: 'noLabels', values: {} },
    ],
    load: (options) => loadIdx(source, used, options),
  }
}

/** Labels without pictures are of use only where there is nothing else. */
function usable(pairs: readonly IdxPair[]): readonly IdxPair[] {
  const withImages = pairs.filter(({ images }) => images !== null)
  return withImages.length > 0 ? withImages : pairs
}

async function loadIdx(
  source: Source,
  pairs: readonly IdxPair[],
  { textColumns, onBytes }: LoadOptions,
): Promise<Table> {
  const columns = columnsOf(pairs)
  const builder = new TableBuilder({ decimal: '.', textColumns })
  builder.widen(columns.length)
  for (const row of source.rejected) builder.reject(row)
  const used = new Set(pairs.flatMap(({ images, labels }) => [images, labels]))
  const others = source.entries.filter((entry) => !used.has(entry))
  others.forEach(({ name }, at) => builder.reject(rejectFile(name, at + 1, 'differentColumns')))
  const shapes: PictureShape[] = []
  let [firstNumber, doneBytes] = [0, 0]
  for (const pair of pairs) {
    if (pairs.length > 1) builder.beginFile(nameOf(pair))
    const { rows, shape } = await addPair(builder, { pair, columns, firstNumber })
    if (shape) shapes.push(shape)
    firstNumber += rows
    doneBytes += (pair.images?.sizeBytes ?? 0) + (pair.labels?.sizeBytes ?? 0)
    onBytes?.(doneBytes)
  }
  return builder.finish({
    header: columns.map(({ name }) => name),
    known: columns.map((known) =>
      known.type === 'image' ? { ...known, geometry: geometryFor(shapes) } : known,
    ),
  })
}

function geometryFor(shapes: readonly PictureShape[]): PictureGeometry | null {
  if (shapes.length === 0) return null
  const sizes = uniqueSizes(shapes)
  return suggestGeometry({ sizes, isGrey: shapes.every(({ channels }) => channels === 1) })
}

/** Files of pictures that are alike, as those for training and for testing, have one size. */
function uniqueSizes(shapes: readonly PictureShape[]): SizeCount[] {
  const sizes = new Map(
    shapes.map(({ width, height }) => [`${width} ${height}`, { width, height, count: 1 }]),
  )
  return [...sizes.values()]
}

interface IdxColumn extends KnownColumn {
  readonly name: 'image' | 'label' | 'part' | 'number' | 'width' | 'height'
}

function columnsOf(pairs: readonly IdxPair[]): IdxColumn[] {
  const hasImages = pairs.some(({ images }) => images !== null)
  const hasLabels = pairs.some(({ labels }) => labels !== null)
  const parts = pairs.map((pair) => findPart(nameOf(pair)))
  const hasParts = pairs.length > 1 && new Set(parts).size === pairs.length && !parts.includes(null)
  const columns: IdxColumn[] = [
    hasImages
      ? { name: 'image', type: 'image', isAside: false }
      : { name: 'number', type: 'identifier', isAside: true },
  ]
  if (hasLabels) columns.push({ name: 'label', type: 'category', isAside: false })
  else
    columns.push(
      { name: 'width', type: 'number', isAside: true },
      { name: 'height', type: 'number', isAside: true },
    )
  if (hasParts) columns.push({ name: 'part', type: 'category', isAside: true })
  return columns
}

function nameOf({ images, labels }: IdxPair): string {
  return (images ?? labels)?.name ?? ''
}

interface PairRequest {
  readonly pair: IdxPair
  readonly columns: readonly IdxColumn[]
  /** Pictures of the files before. */
  readonly firstNumber: number
}

/** @returns how many pictures the file says it has, and their shape; null where they are no pictures of bytes. */
async function addPair(
  builder: TableBuilder,
  { pair, columns, firstNumber }: PairRequest,
): Promise<{ rows: number; shape: PictureShape | null }> {
  const images = pair.images && (await readIdx(pair.images.path))
  const labels = pair.labels && (await readIdx(pair.labels.path))
  const { rows, presentRows } = images ?? labels ?? { rows: 0, presentRows: 0 }
  const shape = images && idxPictureShape(images)
  const { width, height } = shape ?? { width: 0, height: 0 }
  const part = findPart(nameOf(pair)) ?? ''
  const labelOf = (row: number) => (labels && row < labels.presentRows ? String(labels.value(row)) : '')
  for (let row = 0; row < rows; row++) {
    const line = row + 1
    if (row >= presentRows) {
      builder.reject({ line, column: null, cause: 'truncatedPicture', text: String(row) })
      continue
    }
    const image = String(firstNumber + row)
    const cells = { image, number: String(row), label: labelOf(row), width, height, part }
    builder.addRow(
      columns.map(({ name }) => cells[name]),
      line,
    )
  }
  rejectSurplus(builder, rows, labels)
  return { rows, shape }
}

/** Labels beyond the last picture. */
function rejectSurplus(builder: TableBuilder, rows: number, labels: IdxFile | null): void {
  for (let row = rows; row < (labels?.presentRows ?? 0); row++) {
    const text = String(labels?.value(row))
    builder.reject({ line: row + 1, column: 'label', cause: 'tooFewCells', text })
  }
}
