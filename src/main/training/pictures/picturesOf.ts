/** @file The book of pictures that a run asks for. */
import type { RunRequest } from '../../../shared/contract/worker'
import { tableInput } from '../../../shared/domain/modelInput'
import type { RunData } from '../worker/dataShelf'
import { scalingOf } from './drawing'
import { createPictureBook, NO_PICTURES, type PictureBook } from './pictureBook'

export function picturesOf(
  { picturesFile, training }: RunRequest,
  { meta, validation }: RunData,
): PictureBook {
  if (picturesFile === null) return NO_PICTURES
  return createPictureBook({
    file: picturesFile,
    mode: training.mode,
    input: tableInput(meta.featureCount),
    validation,
    scaling: scalingOf(meta.fitted),
    epochs: training.epochs,
  })
}
