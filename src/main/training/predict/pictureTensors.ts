/** @file Pictures of rows as tensors: decoded at once where they come as files, or read from a source that decoded them. */
import type { PictureGeometry } from '../../../shared/domain/pictureGeometry'
import { invariant } from '../../../shared/errors/appError'
import type { RawInput } from '../../compiler'
import { decodePictureBytes, type PictureTensor } from '../../datasets'
import type { PictureCell, RawFrame } from './rawFrame'

type PictureInput = Extract<RawInput, { kind: 'picture' }>

/** Pictures that rows tell by name, brought to a geometry, in the order of the names. */
export type OpenPictures = (names: readonly string[], geometry: PictureGeometry) => Promise<PictureTensor>

export interface PictureTensors {
  /** @returns bytes [rows, height, width, channels]; zeros for a row whose picture cannot be read. */
  read(raw: PictureInput, rows: Int32Array): Promise<Uint8Array>
  dispose(): Promise<void>
}

export interface PictureTensorOptions {
  readonly pictures: RawFrame['pictures']
  readonly open: OpenPictures | undefined
  /** Told the row of the frame and the column of a picture that cannot be read. */
  readonly onUnreadable: (row: number, column: string) => void
}

interface Named {
  readonly tensor: PictureTensor
  /** Of each row of the frame; −1 for one without a picture, or with one that cannot be read. */
  readonly placeOf: Int32Array
}

export function createPictureTensors({ pictures, open, onUnreadable }: PictureTensorOptions): PictureTensors {
  const opened = new Map<string, Promise<Named>>()
  const openColumn = ({ column, geometry }: PictureInput): Promise<Named> => {
    invariant(open, 'pictures that are told by name need a source')
    const named =
      opened.get(column) ?? openNamed(pictures.get(column) ?? [], (names) => open(names, geometry))
    opened.set(column, named)
    return named
  }
  return {
    read: async (raw, rows) => {
      const cells = Array.from(rows, (row) => pictures.get(raw.column)?.[row] ?? null)
      const isNamed = cells.some((cell) => typeof cell === 'string')
      const read = isNamed ? await readNamed(await openColumn(raw), rows) : await decodeFiles(cells, raw)
      read.unreadable.forEach((place) => onUnreadable(rows[place] ?? 0, raw.column))
      return read.bytes
    },
    dispose: async () => {
      for (const named of opened.values()) await (await named).tensor.close()
    },
  }
}

interface Read {
  readonly bytes: Uint8Array
  /** Places among the rows. */
  readonly unreadable: readonly number[]
}

async function openNamed(
  cells: readonly (PictureCell | null)[],
  open: (names: readonly string[]) => Promise<PictureTensor>,
): Promise<Named> {
  const names: string[] = []
  const placeOf = Int32Array.from(cells, (cell) => (typeof cell === 'string' ? names.push(cell) - 1 : -1))
  const tensor = await open(names)
  const broken = new Set(tensor.problems.map(({ row }) => row))
  return { tensor, placeOf: placeOf.map((place) => (broken.has(place) ? -1 : place)) }
}

async function readNamed({ tensor, placeOf }: Named, rows: Int32Array): Promise<Read> {
  const { rowBytes } = tensor
  const places = rows.map((row) => placeOf[row] ?? -1)
  const found = await tensor.readRows(places.filter((place) => place >= 0))
  const bytes = new Uint8Array(rows.length * rowBytes)
  const unreadable: number[] = []
  let at = 0
  places.forEach((place, index) => {
    if (place < 0) unreadable.push(index)
    else bytes.set(found.subarray(at * rowBytes, ++at * rowBytes), index * rowBytes)
  })
  return { bytes, unreadable }
}

async function decodeFiles(
  cells: readonly (PictureCell | null)[],
  { geometry }: PictureInput,
): Promise<Read> {
  const size = geometry.height * geometry.width * geometry.channels
  const bytes = new Uint8Array(cells.length * size)
  const unreadable: number[] = []
  const decoded = await Promise.all(
    cells.map((cell) => (cell instanceof Uint8Array ? decodePictureBytes(cell, geometry) : null)),
  )
  decoded.forEach((picture, index) => {
    if (picture) bytes.set(picture, index * size)
    else unreadable.push(index)
  })
  return { bytes, unreadable }
}
