/** @file The pictures of a run: a sheet an epoch, written as they come. */
import { appendFile } from 'node:fs/promises'
import {
  type PictureShape,
  type PictureSheet,
  pictureShape,
  SHEET_PICTURES,
} from '../../../shared/domain/pictureSheet'
import type { InputSpec } from '../../../shared/domain/modelInput'
import type { TrainingMode } from '../../../shared/domain/task'
import type { TrainingData } from '../types'

/** Sheets of a run at most; of a longer one, epochs are left out evenly. */
const MOST_SHEETS = 50

export interface PictureBook {
  /** Keeps what the model made of the validation rows after an epoch. @param made row-major [rows, numbers] */
  add(step: number, made: Float32Array): Promise<void>
}

export const NO_PICTURES: PictureBook = { add: () => Promise.resolve() }

export interface PictureBookOptions {
  readonly file: string
  readonly mode: TrainingMode
  /** The first input of the data, which is what is made. */
  readonly input: InputSpec
  readonly validation: TrainingData
  readonly epochs: number
}

/** A book whose sheets are lines of JSON in a file; none where the mode makes nothing, or nothing that can be drawn. */
export function createPictureBook({
  file,
  mode,
  input,
  validation,
  epochs,
}: PictureBookOptions): PictureBook {
  const shape = pictureShape(input.shape)
  if (mode === 'supervised' || shape === null || validation.rows === 0) return NO_PICTURES
  const draw = createDrawing(shape, validation)
  const every = Math.ceil(epochs / MOST_SHEETS)
  const write = (step: number, numbers: ArrayLike<number>): Promise<void> =>
    appendFile(file, `${JSON.stringify(draw(step, numbers))}\n`)
  return {
    async add(step, made) {
      if (step === 1) await write(0, validation.x)
      if (step === 1 || step % every === 0) await write(step, made)
    },
  }
}

/** @returns a sheet of the first rows, its greys measured by those of the real rows. */
function createDrawing(shape: PictureShape, { x, rows }: TrainingData) {
  const count = Math.min(SHEET_PICTURES, rows)
  const size = count * shape.height * shape.width * shape.channels
  let [low, high] = [Infinity, -Infinity]
  for (let index = 0; index < size; index++) {
    low = Math.min(low, x[index] ?? 0)
    high = Math.max(high, x[index] ?? 0)
  }
  const scale = 255 / (high - low || 1)
  return (step: number, numbers: ArrayLike<number>): PictureSheet => {
    // Clamped and rounded by the array itself.
    const bytes = Uint8ClampedArray.from(
      { length: size },
      (_, index) => ((numbers[index] ?? 0) - low) * scale,
    )
    return { step, count, ...shape, base64: Buffer.from(bytes.buffer).toString('base64') }
  }
}
