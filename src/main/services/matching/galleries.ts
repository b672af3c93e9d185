import { existsSync, statSync } from 'node:fs'
import { basename, join } from 'node:path'
import type { Ticket } from '../../../shared/contract/jobs'
import { readGallery, type TrainedModel, type Vectors } from '../../training'
import type { JobService } from '../jobs/jobs'

/** What trained models make of their training rows: computed once, and kept beside the prepared data. */
export interface Galleries {
  of(model: TrainedModel, ticket: Ticket | undefined): Promise<Vectors>
}

export function createGalleries(jobs: JobService): Galleries {
  let held: { readonly file: string; readonly vectors: Vectors } | null = null
  return {
    async of(model, ticket) {
      const file = galleryFile(model)
      if (held?.file === file) return held.vectors
      if (!existsSync(file)) await jobs.run('matchGallery', { ...model, file }, { ticket })
      const vectors = await readGallery(file)
      held = { file, vectors }
      return vectors
    },
  }
}

/** Weights that were trained anew make another one. */
function galleryFile({ dataFolder, weightsFile }: TrainedModel): string {
  const stamp = Math.round(statSync(weightsFile).mtimeMs).toString(36)
  return join(dataFolder, `gallery-${basename(weightsFile)}-${stamp}.f32`)
}
