/** @file The book of pictures that a run asks for. */
import type { RunRequest } from '../../../shared/contract/worker'
import type { RunData } from '../rows/dataShelf'
import { scalingOf } from './drawing'
import { createPictureBook, NO_PICTURES, type PictureBook } from './pictureBook'

export function picturesOf(
  { picturesFile, training }: RunRequest,
  { meta, validation }: RunData,
): PictureBook {
  const [main] = meta.inputs
  if (picturesFile === null || main === undefined) return NO_PICTURES
  return createPictureBook({
    file: picturesFile,
    mode: training.mode,
    input: main.spec,
    validation,
    scaling: scalingOf(meta.fitted),
    epochs: training.epochs,
  })
}
