/** @file What a folder of pictures holds, file by file. */
import { createHash } from 'node:crypto'
import { resolve } from 'node:path'
import { inFlight } from './inFlight'
import { readPictureFile } from './readPictureFile'
import { readHeader } from './readHeader'
import type { OnPictures, ProbedPicture } from './types'

/**
 * Looks at the header of every file, and at its end where that is cheap. What is wrong with a file is its result, never an
 * exception: none is left out.
 * @param root the folder that `paths` are relative to
 * @returns one entry a path, in their order
 */
export async function probePictures(
  root: string,
  paths: readonly string[],
  onProgress?: OnPictures,
): Promise<ProbedPicture[]> {
  const probed: ProbedPicture[] = []
  await inFlight(
    paths.length,
    async (index) => {
      const path = paths[index] ?? ''
      probed[index] = await probePicture(root, path)
    },
    onProgress,
  )
  return probed
}

async function probePicture(root: string, path: string): Promise<ProbedPicture> {
  const file = await readPictureFile(resolve(root, path))
  if ('problem' in file) return { path, problem: file.problem }
  const header = await readHeader(file)
  if ('problem' in header) return { path, problem: header.problem }
  const hash = createHash('sha256').update(file.content).digest('hex')
  return { path, ...header, format: file.format, bytes: file.content.length, hash }
}
