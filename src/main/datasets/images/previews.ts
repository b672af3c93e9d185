/** @file Pictures for the screen: a contact sheet, and one picture before and after. */
import type { Augmentation } from '../../../shared/domain/augmentation'
import type { PictureGeometry } from '../../../shared/domain/pictureGeometry'
import type { PictureSample } from '../../../shared/domain/picturePage'
import { augmentRandom, createAugmenter } from './augmentation'
import { inFlight } from './inFlight'
import type { PictureSource } from './pictureSource'
import { showPoints } from './decode/showPicture'

/** Pixels of the longer side. */
const THUMBNAIL_SIDE = 96
const LARGE_SIDE = 512

/** @returns a data URL a picture, null where it cannot be decoded */
export async function drawThumbnails(
  source: PictureSource,
  indices: readonly number[],
): Promise<(string | null)[]> {
  const urls: (string | null)[] = []
  await inFlight(indices.length, async (at) => {
    const shown = await source.show(indices[at] ?? 0, THUMBNAIL_SIDE)
    urls[at] = typeof shown === 'string' ? shown : null
  })
  return urls
}

export interface SampleRequest {
  readonly source: PictureSource
  readonly index: number
  readonly geometry: PictureGeometry
  /** Null: none. */
  readonly augmentation: Augmentation | null
  /** How often chance changes it: the first as many epochs of a training with this seed. */
  readonly count: number
  readonly seed: number
}

/** @returns null where the picture cannot be decoded */
export async function samplePicture(request: SampleRequest): Promise<PictureSample | null> {
  const { source, index, geometry } = request
  let isFocused: boolean | null = geometry.focus ? true : null
  const [original, points] = await Promise.all([
    source.show(index, LARGE_SIDE),
    source.decode(index, geometry, () => (isFocused = false)),
  ])
  if (typeof original !== 'string' || 'problem' in points) return null
  const show = (shown: Uint8Array): Promise<string> => showPoints(shown, geometry, LARGE_SIDE)
  const augmented = augmentPoints(points, request).map(show)
  return { original, prepared: await show(points), isFocused, augmented: await Promise.all(augmented) }
}

function augmentPoints(
  points: Uint8Array,
  { augmentation, geometry, count, seed, index }: SampleRequest,
): Uint8Array[] {
  if (augmentation === null) return []
  const { augment } = createAugmenter(augmentation, geometry)
  const out = new Float32Array(points.length)
  return Array.from({ length: count }, (_, epoch) => {
    augment(points, out, augmentRandom(seed, epoch, index))
    return Uint8Array.from(out, (value) => Math.round(value * 255))
  })
}
