/** @file IDX, the format of MNIST: a header with the sizes of all axes, then the numbers, often gzipped. */
import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { basename } from 'node:path'
import { createGunzip } from 'node:zlib'
import { AppError } from '../../../shared/errors/appError'

/** Element types by their code; all are big-endian. */
const ELEMENTS = {
  0x08: { type: 'uint8', size: 1 },
  0x09: { type: 'int8', size: 1 },
  0x0b: { type: 'int16', size: 2 },
  0x0c: { type: 'int32', size: 4 },
  0x0d: { type: 'float32', size: 4 },
  0x0e: { type: 'float64', size: 8 },
} as const

type Element = (typeof ELEMENTS)[keyof typeof ELEMENTS]

export interface IdxHeader {
  readonly element: Element['type']
  /** Sizes of the axes, the rows first. */
  readonly shape: readonly number[]
  readonly rows: number
  /** Numbers of a row: 784 for a digit, 1 for a label. */
  readonly rowLength: number
}

export interface IdxFile extends IdxHeader {
  /** Rows that are there; fewer than `rows` where the file breaks off. */
  readonly presentRows: number
  /** The elements as they lie in the file. */
  readonly bytes: Uint8Array
  /** @returns a number by its row and its place in it */
  value(row: number, index?: number): number
}

/** Bytes of elements at most, unpacked: what a file may fill of the memory. */
const MOST_BYTES = 2 ** 31
const MOST_AXES = 8

/** Bytes of the header, its length known from the fourth. */
const headerBytes = (axes: number): number => 4 + 4 * axes

/** Whether a file is IDX by its first bytes, once it is unpacked. */
export function isIdx(head: Uint8Array): boolean {
  return parseHeader(Buffer.from(head)) !== null
}

/** @returns what the first bytes of a file say, unpacked; null where they are not those of an IDX file */
function parseHeader(head: Buffer): (IdxHeader & { readonly start: number; readonly size: number }) | null {
  if (head.length < 8 || head.readUInt16BE(0) !== 0) return null
  const element = Object.entries(ELEMENTS).find(([code]) => Number(code) === head[2])?.[1]
  const axes = head[3] ?? 0
  const start = headerBytes(axes)
  if (element === undefined || axes < 1 || axes > MOST_AXES || head.length < start) return null
  const shape = Array.from({ length: axes }, (_, axis) => head.readUInt32BE(4 + 4 * axis))
  const [rows = 0, ...rest] = shape
  const rowLength = rest.reduce((product, size) => product * size, 1)
  if (rowLength < 1) return null
  return { element: element.type, size: element.size, shape, rows, rowLength, start }
}

/**
 * Reads all of a file into memory. It is unpacked no further than its header says, so that a small file cannot fill it.
 * @throws {file/unreadable} {file/too-large} {dataset/not-a-table} where it is no IDX file
 */
export async function readIdx(path: string): Promise<IdxFile> {
  const name = basename(path)
  const content = await readStart(path, name)
  const { header, bytes } = content
  const { element, size, shape, rows, rowLength } = header
  const presentRows = Math.min(rows, Math.floor(bytes.length / (size * rowLength)))
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
  const read = READERS[element]
  return {
    ...{ element, shape, rows, rowLength, presentRows, bytes },
    value: (row, index = 0) => read(view, (row * rowLength + index) * size),
  }
}

const READERS: Record<Element['type'], (view: DataView, at: number) => number> = {
  uint8: (view, at) => view.getUint8(at),
  int8: (view, at) => view.getInt8(at),
  int16: (view, at) => view.getInt16(at),
  int32: (view, at) => view.getInt32(at),
  float32: (view, at) => view.getFloat32(at),
  float64: (view, at) => view.getFloat64(at),
}

/** @returns height, width and channels where a file holds pictures: bytes of two axes a row, or of three with 1 or 3 channels. */
export function idxPictureShape({
  element,
  shape,
}: IdxHeader): { readonly height: number; readonly width: number; readonly channels: 1 | 3 } | null {
  const [, height = 0, width = 0, channels = 1] = shape
  const isPicture = element === 'uint8' && (shape.length === 3 || shape.length === 4)
  return isPicture && (channels === 1 || channels === 3) ? { height, width, channels } : null
}

type Header = NonNullable<ReturnType<typeof parseHeader>>

async function readStart(path: string, name: string): Promise<{ header: Header; bytes: Uint8Array }> {
  let header: Header | null = null
  let head = Buffer.alloc(0)
  let bytes = new Uint8Array(0)
  let used = 0
  try {
    for await (const chunk of await openUnpacked(path)) {
      let piece = chunk as Buffer
      if (header === null) {
        head = Buffer.concat([head, piece])
        if (head.length < headerBytes(MOST_AXES) && head.length < headerBytes(head[3] ?? MOST_AXES)) continue
        header = parseHeader(head)
        if (header === null) throw new AppError('dataset/not-a-table', { name })
        bytes = allocate(header)
        piece = head.subarray(header.start)
      }
      const room = bytes.length - used
      bytes.set(piece.subarray(0, room), used)
      used += Math.min(piece.length, room)
      if (used === bytes.length) break
    }
  } catch (thrown) {
    // A file that breaks off inside its packing still has the rows before that.
    if (thrown instanceof AppError) throw thrown
    if (header === null) throw new AppError('file/unreadable', { name }, { cause: thrown })
  }
  if (header === null) throw new AppError('dataset/not-a-table', { name })
  return { header, bytes: bytes.subarray(0, used) }
}

function allocate({ rows, rowLength, size }: Header): Uint8Array<ArrayBuffer> {
  const sizeBytes = rows * rowLength * size
  if (sizeBytes > MOST_BYTES) throw new AppError('file/too-large', { sizeBytes, limitBytes: MOST_BYTES })
  return new Uint8Array(sizeBytes)
}

async function openUnpacked(path: string): Promise<AsyncIterable<unknown>> {
  const file = await open(path)
  const { buffer } = await file.read(Buffer.alloc(2), 0, 2, 0).finally(() => file.close())
  const stream = createReadStream(path, { highWaterMark: 1_048_576 })
  const isPacked = buffer[0] === 0x1f && buffer[1] === 0x8b
  if (!isPacked) return stream
  const unpacked = createGunzip({ chunkSize: 1_048_576 })
  stream.on('error', (error) => unpacked.destroy(error)).pipe(unpacked)
  unpacked.on('close', () => stream.destroy())
  return unpacked
}
