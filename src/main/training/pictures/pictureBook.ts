/** @file The pictures of a run: a sheet an epoch, written as they come. */
import { appendFile } from 'node:fs/promises'
import { pictureShape } from '../../../shared/domain/pictureSheet'
import type { InputSpec } from '../../../shared/domain/modelInput'
import type { TrainingMode } from '../../../shared/domain/task'
import type { TrainingData } from '../types'
import { createDrawing, type Scaling } from './drawing'

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
  readonly scaling?: Scaling
}

/** A book whose sheets are lines of JSON in a file; none where the mode makes nothing, or nothing that can be drawn. */
export function createPictureBook(options: PictureBookOptions): PictureBook {
  const { file, mode, input, validation, epochs, scaling = [] } = options
  const shape = pictureShape(input.shape)
  if (mode === 'supervised' || shape === null || validation.rows === 0) return NO_PICTURES
  const draw = createDrawing({ shape, real: validation, scaling })
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
