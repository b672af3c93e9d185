/** @file What is known of one file. */
import { createHash } from 'node:crypto'
import { readHeader } from './readHeader'
import type { readPictureFile } from './readPictureFile'
import type { ProbedPicture } from '../types'

type ReadFile = Awaited<ReturnType<typeof readPictureFile>>

export async function probePicture(file: ReadFile, path: string): Promise<ProbedPicture> {
  if ('problem' in file) return { path, problem: file.problem }
  const header = await readHeader(file)
  if ('problem' in header) return { path, problem: header.problem }
  const hash = createHash('sha256').update(file.content).digest('hex')
  return { path, ...header, format: file.format, bytes: file.content.length, hash }
}
