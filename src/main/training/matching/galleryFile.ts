/** @file Known rows in a file: how many there are and how wide, what the model makes of them, and the class of each; all float32. */
import { readFile } from 'node:fs/promises'
import { AppError } from '../../../shared/errors/appError'
import { writeWhole } from '../wholeFile'
import type { Vectors } from './vectors'

const HEAD = 2

export async function writeGallery(file: string, { rows, width, values, classes }: Vectors): Promise<void> {
  const whole = new Float32Array(HEAD + values.length + rows)
  whole.set([rows, width])
  whole.set(values, HEAD)
  whole.set(Array.from(classes), HEAD + values.length)
  await writeWhole(file, [new Uint8Array(whole.buffer)])
}

/** @throws {file/unreadable} where it is cut off. */
export async function readGallery(file: string): Promise<Vectors> {
  const bytes = await readFile(file)
  const whole = new Float32Array(Math.floor(bytes.length / 4))
  new Uint8Array(whole.buffer).set(bytes.subarray(0, whole.byteLength))
  const [rows = 0, width = 0] = whole
  if (whole.length !== HEAD + rows * width + rows) throw new AppError('file/unreadable', { name: file })
  const end = HEAD + rows * width
  return { rows, width, values: whole.subarray(HEAD, end), classes: whole.subarray(end) }
}
