import type { Ticket } from '../../../shared/contract/jobs'
import type { Backbone } from '../../../shared/domain/backbone'
import type { FeaturesOfStudy } from '../../../shared/domain/features'
import { BackboneId, type FileId, type StudyId, type TrialId } from '../../../shared/domain/ids'
import type { Scaling } from '../../../shared/domain/layers'
import { createId, type ServiceContext } from '../context'
import type { FileService } from '../data/files'
import type { PreparedData } from '../data/preparedData'
import type { JobService } from '../jobs/jobs'
import { featuresOfStudy } from './featuresOfStudy'
import { findTrainedTrial } from '../results/trainedTrial'

/** Trained networks that models may begin with, of all projects. */
export interface BackboneService {
  /** The newest first. */
  list(): Backbone[]
  /**
   * Reads what was handed over: a file, several, a folder or an archive.
   * @throws {backbone/*} {keras/*} {archive/*} {app/cancelled}
   */
  import(from: { name?: string | undefined; fileId: FileId; ticket?: Ticket | undefined }): Promise<Backbone>
  /** @throws {study/nothing-trained} {trial/no-weights} {backbone/several-inputs} */
  fromTrial(from: { name: string; trialId: TrialId }): Promise<Backbone>
  change(change: { id: BackboneId; name: string; scaling: Scaling }): Backbone
  remove(id: BackboneId): void
  restore(id: BackboneId): void
  features(studyId: StudyId): Promise<FeaturesOfStudy | null>
}

export interface BackboneParts {
  readonly files: FileService
  readonly jobs: JobService
  readonly prepared: PreparedData
}

export function createBackboneService(
  context: ServiceContext,
  { files, jobs, prepared }: BackboneParts,
): BackboneService {
  const { store, folders, clock, emit } = context
  const backbonesFolder = folders.backbones
  const insert = (backbone: Omit<Backbone, 'id' | 'createdAt'>): Backbone => {
    const made: Backbone = { ...backbone, id: createId(BackboneId), createdAt: clock.now() }
    store.backbones.insert(made)
    emit('backbone:changed', {})
    return made
  }
  return {
    list: () => store.backbones.list(),
    async import({ name, fileId, ticket }) {
      const { path, fileName } = files.source(fileId)
      const input = { path, fileName, cacheFolder: folders.cache, backbonesFolder }
      const read = await jobs.run('readBackbone', input, { ticket })
      files.discard(fileId)
      return insert({ name: name ?? withoutSuffix(fileName), ...read })
    },
    async fromTrial({ name, trialId }) {
      const { model } = await findTrainedTrial(context, prepared, trialId)
      const inputs = prepared.meta(model.dataFolder).inputs.map(({ spec }) => spec)
      const { weightsFile } = model
      const read = await jobs.run('keepBackbone', {
        model: model.model,
        inputs,
        weightsFile,
        backbonesFolder,
      })
      return insert({ name, ...read })
    },
    change({ id, name, scaling }) {
      store.backbones.update({ id, name, scaling })
      emit('backbone:changed', {})
      return store.backbones.get(id)
    },
    remove(id) {
      store.backbones.remove(id)
      emit('backbone:changed', {})
    },
    restore(id) {
      store.backbones.restore(id)
      emit('backbone:changed', {})
    },
    features: (studyId) => featuresOfStudy(context, studyId),
  }
}

function withoutSuffix(fileName: string): string {
  return fileName.replace(/(?:\.tar)?\.[a-z0-9]{1,6}$/i, '').slice(0, 120) || fileName.slice(0, 120)
}
