/** @file A few figures of pictures, by which those of one time are told from those of another. */
import type { PictureFigures } from '../../../shared/domain/drift'
import type { PictureGeometry } from '../../../shared/domain/pictureGeometry'
import { decodePictureBytes } from '../images/decode/decodePictureBytes'
import { toGrey } from '../images/decode/toGrey'
import { inFlight } from '../images/inFlight'
import type { PictureSource } from '../images/pictureSource'
import { isUsable } from '../images/types'

/** Small enough to be quick, large enough for its points to be as far apart as those of the picture. */
const LOOK: PictureGeometry = { height: 32, width: 32, channels: 3, fit: 'stretch', background: 255 }

/** @returns the figures of each, in order; null for one that cannot be read. */
export async function measurePictures(source: PictureSource): Promise<(PictureFigures | null)[]> {
  const figures = new Array<PictureFigures | null>(source.count).fill(null)
  await inFlight(source.count, async (index) => {
    const [probed, points] = [await source.probe(index), await source.decode(index, LOOK)]
    if (isUsable(probed) && !('problem' in points)) figures[index] = toFigures(points, probed.bytes)
  })
  return figures
}

/** The same of one that was handed over as the bytes of its file. */
export async function measurePicture(bytes: Uint8Array): Promise<PictureFigures | null> {
  const points = await decodePictureBytes(bytes, LOOK)
  return points && toFigures(points, bytes.length)
}

/** @param colours red, green and blue of each point */
function toFigures(colours: Uint8Array, fileSize: number): PictureFigures {
  const grey = toGrey(colours)
  const mean = grey.reduce((sum, value) => sum + value, 0) / grey.length
  const variance = grey.reduce((sum, value) => sum + (value - mean) ** 2, 0) / grey.length
  let distance = 0
  for (let at = 0; at < colours.length; at += 3) {
    const [red = 0, green = 0, blue = 0] = colours.subarray(at, at + 3)
    distance += Math.max(red, green, blue) - Math.min(red, green, blue)
  }
  return {
    brightness: mean / 255,
    contrast: Math.sqrt(variance) / 255,
    saturation: distance / grey.length / 255,
    fileSize,
  }
}
