/** @file What many pictures are, one by one. */
import { inFlight } from './inFlight'
import type { PictureSource } from './pictureSource'
import type { OnPictures, ProbedPicture } from './types'

/**
 * Looks at the header of every picture, and at its end where that is cheap. What is wrong with one is its result, never an
 * exception: none is left out.
 * @returns one entry a picture, in their order
 */
export async function probeSource(source: PictureSource, onProgress?: OnPictures): Promise<ProbedPicture[]> {
  const probed: ProbedPicture[] = []
  await inFlight(
    source.count,
    async (index) => {
      probed[index] = await source.probe(index)
    },
    onProgress,
  )
  return probed
}
