/** @file A closer look at all pictures of a source. */
import type { PictureSummary } from '../../../../shared/domain/pictureSummary'
import { lookAtPictures } from './looks'
import type { PictureSource } from '../pictureSource'
import { probeSource } from '../probePictures'
import { summarizePictures } from './summary'
import type { OnPictures } from '../types'

/** @param labels the class of each picture; null where it has none */
export async function profilePictures(
  source: PictureSource,
  labels: readonly (string | null)[],
  onProgress?: OnPictures,
): Promise<PictureSummary> {
  const probed = await probeSource(source, onProgress)
  const looks = await lookAtPictures(source, probed)
  return summarizePictures({ probed, labels, looks })
}
