/** @file What many pictures are, one by one. */
import { inFlight } from './inFlight'
import { filesAsPictures, type PictureSource } from './pictureSource'
import type { OnPictures, ProbedPicture } from './types'

/**
 * Looks at the header of every file, and at its end where that is cheap. What is wrong with a file is its result, never an
 * exception: none is left out.
 * @param root the folder that `paths` are relative to
 * @returns one entry a path, in their order
 */
export function probePictures(
  root: string,
  paths: readonly string[],
  onProgress?: OnPictures,
): Promise<ProbedPicture[]> {
  return probeSource(filesAsPictures(root, paths), onProgress)
}

/** The same for pictures from anywhere. */
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
