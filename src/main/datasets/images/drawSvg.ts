/** @file A drawing of Fettle's own as a picture. */
import { AppError } from '../../../shared/errors/appError'
import { loadSharp } from './files/sharpLibrary'

/** Dots an inch at which a drawing has twice its size. */
const TWICE = 144

/** Drawings of others are never read; the library is let read one for as long as this takes. */
const READER = { operation: ['VipsForeignLoadSvgBuffer'] }

/** @returns a PNG. @throws {file/unreadable} where the text is no drawing */
export async function drawSvg(svg: string): Promise<Buffer> {
  const sharp = await loadSharp()
  sharp.unblock(READER)
  try {
    return await sharp(Buffer.from(svg), { density: TWICE }).png().toBuffer()
  } catch (thrown) {
    throw new AppError('file/unreadable', { name: 'diagram.svg' }, { cause: thrown })
  } finally {
    sharp.block(READER)
  }
}
