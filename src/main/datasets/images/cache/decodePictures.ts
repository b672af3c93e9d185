/** @file Pictures decoded once into a file of bytes, beside an index of those that could not be. */
import { mkdir, open, rename, rm, writeFile, type FileHandle } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { PictureGeometry } from '../../../../shared/domain/pictureGeometry'
import { inFlight } from '../inFlight'
import type { PictureSource } from '../pictureSource'
import { indexFile, type PictureIndex, type RowProblem } from './pictureTensor'
import type { OnPictures } from '../types'

export interface DecodeRequest {
  readonly source: PictureSource
  readonly geometry: PictureGeometry
  /** Replaced as a whole once everything is decoded; its folder is made. */
  readonly file: string
  readonly onProgress?: OnPictures | undefined
}

/** Bytes that are decoded before they are written. */
const BLOCK_BYTES = 16_777_216

/**
 * Writes [pictures, height, width, channels] as bytes. A picture that cannot be decoded is all zeros and named in the index:
 * the caller leaves its row out.
 */
export async function decodePictures(request: DecodeRequest): Promise<PictureIndex> {
  const { geometry, source, file } = request
  await mkdir(dirname(file), { recursive: true })
  const draft = `${file}.${process.pid}.tmp`
  try {
    const handle = await open(draft, 'w')
    const found = await decodeInto(handle, request).finally(() => handle.close())
    const { height, width, channels } = geometry
    const index: PictureIndex = { shape: [source.count, height, width, channels], ...found }
    // The tensor comes last: where it is, so is its index.
    await writeFile(indexFile(file), JSON.stringify(index))
    await rename(draft, file)
    return index
  } finally {
    await rm(draft, { force: true })
  }
}

async function decodeInto(
  handle: FileHandle,
  { source, geometry, onProgress }: DecodeRequest,
): Promise<Pick<PictureIndex, 'problems' | 'unfocused'>> {
  const rowBytes = geometry.height * geometry.width * geometry.channels
  const blockRows = Math.max(1, Math.floor(BLOCK_BYTES / rowBytes))
  const block = new Uint8Array(Math.min(blockRows, source.count) * rowBytes)
  const problems: RowProblem[] = []
  const unfocused: number[] = []
  for (let start = 0; start < source.count; start += blockRows) {
    const rows = Math.min(blockRows, source.count - start)
    block.fill(0)
    await inFlight(
      rows,
      async (index) => {
        const row = start + index
        const decoded = await source.decode(row, geometry, () => unfocused.push(row))
        if ('problem' in decoded) problems.push({ row, problem: decoded.problem })
        else block.set(decoded, index * rowBytes)
      },
      (done) => onProgress?.(start + done, source.count),
    )
    await handle.writeFile(block.subarray(0, rows * rowBytes))
  }
  await handle.sync()
  problems.sort((one, other) => one.row - other.row)
  return { problems, ...(geometry.focus ? { unfocused: unfocused.sort((one, other) => one - other) } : {}) }
}
