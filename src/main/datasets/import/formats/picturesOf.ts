/** @file The pictures that the cells of an image column stand for. */
import { readIdx } from '../../images/idx'
import { idxAsPictures, joinPictures, type PictureSource } from '../../images/pictureSource'
import type { Source } from '../../sources/types'
import type { LoadedTable } from '../table/tableCache'
import { pairIdx } from './idx/idxPairs'
import { filesOf } from './pictures/filesOf'

/** @param cells of rows of the image column, in the order in which the pictures are wanted. @throws {file/unreadable} */
export async function picturesOf(
  { source, reading }: Pick<LoadedTable, 'source' | 'reading'>,
  cells: readonly string[],
): Promise<PictureSource> {
  return reading.format === 'idx' ? idxPictures(source, cells.map(Number)) : filesOf(source, cells)
}

/** Pictures are numbered through all files. */
async function idxPictures(source: Source, numbers: readonly number[]): Promise<PictureSource> {
  const opened = OPENED.get(source) ?? openFiles(source)
  OPENED.set(source, opened)
  return joinPictures(await opened, numbers)
}

/** Files are unpacked into memory as a whole: once, while their source is looked at. */
const OPENED = new WeakMap<Source, Promise<readonly PictureSource[]>>()

async function openFiles(source: Source): Promise<readonly PictureSource[]> {
  const files: PictureSource[] = []
  for (const { images } of await pairIdx(source)) {
    if (!images) continue
    const idx = await readIdx(images.path)
    files.push(idxAsPictures(idx, [...Array(idx.rows).keys()]))
  }
  return files
}
