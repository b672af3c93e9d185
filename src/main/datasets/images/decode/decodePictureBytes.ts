/** @file A picture that was handed over as the bytes of its file. */
import { MOST_PICTURE_BYTES } from '../../../../shared/domain/picture'
import type { PictureGeometry } from '../../../../shared/domain/pictureGeometry'
import { decodePicture } from './decodePicture'
import { pictureFormatOf } from '../files/pictureFormat'

/** @returns bytes [height, width, channels] of the geometry; null where it is no picture that can be read. */
export async function decodePictureBytes(
  bytes: Uint8Array,
  geometry: PictureGeometry,
): Promise<Uint8Array | null> {
  const content = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const format = pictureFormatOf(content)
  if (format === 'unsupported' || format === 'notAPicture' || content.length > MOST_PICTURE_BYTES) return null
  const decoded = await decodePicture({ format, content }, geometry)
  return 'problem' in decoded ? null : decoded
}
