/** @file Pictures of rows, decoded when their turn comes. */
import type { PictureGeometry } from '../../../shared/domain/pictureGeometry'
import { invariant } from '../../../shared/errors/appError'
import type { RawInput } from '../../compiler'
import { decodePictureBytes } from '../../datasets'
import type { PictureCell, RawFrame } from './rawFrame'

type PictureInput = Extract<RawInput, { kind: 'picture' }>

/** @returns bytes [rows, height, width, channels]; zeros for a row whose picture cannot be read. */
export type PictureTensors = (raw: PictureInput, rows: Int32Array) => Promise<Uint8Array>

/** @returns bytes [height, width, channels], or null where a picture cannot be read. */
export type DecodePicture = (name: string, geometry: PictureGeometry) => Promise<Uint8Array | null>

/**
 * @param decode for pictures that are told by name
 * @param onUnreadable told the row and the column of a picture that cannot be read
 */
export function createPictureTensors(
  pictures: RawFrame['pictures'],
  decode: DecodePicture | undefined,
  onUnreadable: (row: number, column: string) => void,
): PictureTensors {
  const read = async (cell: PictureCell | null, geometry: PictureGeometry): Promise<Uint8Array | null> => {
    if (cell === null) return null
    if (typeof cell !== 'string') return decodePictureBytes(cell, geometry)
    invariant(decode, 'pictures that are told by name need a source')
    return decode(cell, geometry)
  }
  return async ({ column, geometry }, rows) => {
    const size = geometry.height * geometry.width * geometry.channels
    const bytes = new Uint8Array(rows.length * size)
    const decoded = await Promise.all(
      Array.from(rows, (row) => read(pictures.get(column)?.[row] ?? null, geometry)),
    )
    decoded.forEach((picture, index) => {
      if (picture) bytes.set(picture, index * size)
      else onUnreadable(rows[index] ?? 0, column)
    })
    return bytes
  }
}
