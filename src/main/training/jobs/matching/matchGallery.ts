/** @file What a trained model makes of the rows it was trained on, kept in a file. */
import { embedParts } from '../../matching/embedRows'
import { writeGallery } from '../../matching/galleryFile'
import type { Job } from '../../job'

export const matchGallery: Job<'matchGallery'> = async ({ file, ...trained }, { progress, breathe }) => {
  const { parts } = await embedParts(trained, ['train'], {
    onRows: async (done, total) => {
      progress(done, total)
      await breathe()
    },
  })
  const [train] = parts
  if (train) await writeGallery(file, train)
  return { rows: train?.rows ?? 0, size: train?.width ?? 0 }
}
