/** @file Rows of numbers as grey or coloured points. */
import { type PictureShape, type PictureSheet, SHEET_PICTURES } from '../../../shared/domain/pictureSheet'
import type { TrainingData } from '../types'

/** @returns a sheet of the first rows, its greys measured by those of the real rows. */
export function createDrawing(
  shape: PictureShape,
  { x, rows }: Pick<TrainingData, 'x' | 'rows'>,
): (step: number, numbers: ArrayLike<number>) => PictureSheet {
  const count = Math.min(SHEET_PICTURES, rows)
  const size = count * shape.height * shape.width * shape.channels
  let [low, high] = [Infinity, -Infinity]
  for (let index = 0; index < size; index++) {
    low = Math.min(low, x[index] ?? 0)
    high = Math.max(high, x[index] ?? 0)
  }
  const scale = 255 / (high - low || 1)
  return (step, numbers) => {
    // Clamped and rounded by the array itself.
    const bytes = Uint8ClampedArray.from(
      { length: size },
      (_, index) => ((numbers[index] ?? 0) - low) * scale,
    )
    return { step, count, ...shape, base64: Buffer.from(bytes.buffer).toString('base64') }
  }
}
