import { readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Ticket } from '../../../shared/contract/jobs'
import type { Artifact, ArtifactSummary, CompressionMethod } from '../../../shared/domain/artifact'
import { ArtifactId, RunId, type TrialId } from '../../../shared/domain/ids'
import type { ModelSpec } from '../../../shared/domain/modelSpec'
import { AppError } from '../../../shared/errors/appError'
import { diagnoseModel } from '../../compiler'
import { applyAssignment } from '../../search'
import { createId, type ServiceContext } from '../context'
import type { PreparedData } from '../data/preparedData'
import type { JobService } from '../jobs/jobs'
import { type Download, toDownload } from '../downloads/download'
import { findTrainedTrial, type TrainedTrial } from '../results/trainedTrial'
import { artifactFiles } from './artifactFiles'
import { scaledModel } from './scaledModel'

export interface WantedArtifact {
  readonly trialId: TrialId
  readonly method: CompressionMethod
  readonly ticket?: Ticket | undefined
}

/** Smaller models made of trained ones. */
export interface CompressionService {
  /** The newest first. */
  list(trialId: TrialId): ArtifactSummary[]
  /**
   * @throws {study/nothing-trained} {trial/no-weights} {compression/two-networks} {compression/no-teacher}
   * @throws {compression/no-student} {training/diverged} {app/cancelled}
   */
  compress(wanted: WantedArtifact): Promise<ArtifactSummary>
  export(id: ArtifactId): Promise<Download>
  remove(id: ArtifactId): void
  restore(id: ArtifactId): void
}

export interface CompressionParts {
  readonly jobs: JobService
  readonly prepared: PreparedData
}

export function createCompressionService(
  context: ServiceContext,
  { jobs, prepared }: CompressionParts,
): CompressionService {
  const { store, folders, clock, version } = context
  return {
    list: (trialId) => store.artifacts.list(trialId).map(toSummary),
    async compress({ trialId, method, ticket }) {
      const trial = await findTrainedTrial(context, prepared, trialId)
      const id = createId(ArtifactId)
      const startedAt = clock.monotonicMs()
      const student = method.kind === 'distil' ? studentOf(context, prepared, trial, method) : null
      const files = { ...artifactFiles(folders, id), before: join(folders.uploads, `${id}.before.onnx`) }
      try {
        const found = await jobs.run(
          'compress',
          { ...jobOf(trial, folders), method, student, files, version },
          { ticket },
        )
        const artifact: Artifact = {
          ...{ id, trialId, method, ...found, model: student },
          durationMs: Math.round(clock.monotonicMs() - startedAt),
          createdAt: clock.now(),
        }
        store.artifacts.insert(artifact)
        return toSummary(artifact)
      } catch (thrown) {
        await Promise.all([files.onnx, files.weights].map((file) => rm(file, { force: true })))
        throw thrown
      } finally {
        await rm(files.before, { force: true })
      }
    },
    async export(id) {
      const { trialId, method } = store.artifacts.get(id)
      const row = store.trials.get(trialId)
      const { name } = store.studies.get(row.studyId)
      const onnx = await readArtifact(artifactFiles(folders, id).onnx)
      const stem = `${name} trial ${row.number} ${method.kind}`
      return toDownload(onnx, { stem, suffix: '.onnx', mediaType: 'application/octet-stream' })
    },
    remove: (id) => store.artifacts.remove(id),
    restore: (id) => store.artifacts.restore(id),
  }
}

function toSummary({ model: _model, ...summary }: Artifact): ArtifactSummary {
  return summary
}

async function readArtifact(file: string): Promise<Uint8Array> {
  try {
    return await readFile(file)
  } catch (cause) {
    throw new AppError('file/unreadable', { name: 'model.onnx' }, { cause })
  }
}

function jobOf({ row, study, model }: TrainedTrial, { backbones }: ServiceContext['folders']) {
  return {
    trial: { ...model, backbonesFolder: backbones },
    objective: study.plan.objective,
    seed: { number: study.plan.sampler.seed + row.number, runId: createId(RunId) },
  }
}

/** @throws {compression/no-student} */
function studentOf(
  { store }: ServiceContext,
  prepared: PreparedData,
  { model: trained }: TrainedTrial,
  { student }: Extract<CompressionMethod, { kind: 'distil' }>,
): ModelSpec {
  const model =
    student.kind === 'scaled'
      ? scaledModel(trained.model, student.share)
      : applyAssignment(store.models.get(student.modelId).design, {}).model
  const { inputs, fitted } = prepared.meta(trained.dataFolder)
  const { task, training } = trained
  const request = { ...model, task, training, inputs: inputs.map(({ spec }) => spec), output: fitted.output }
  if (diagnoseModel(request).length > 0) throw new AppError('compression/no-student')
  return model
}
