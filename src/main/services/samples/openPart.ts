import { rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Dataset } from '../../../shared/domain/dataset'
import type { Design } from '../../../shared/domain/design'
import type { FileId, ModelId, ProjectId, StudyId } from '../../../shared/domain/ids'
import { GOAL_METRICS, METRIC_DIRECTIONS, type Objective } from '../../../shared/domain/metric'
import type { OpenedSample } from '../../../shared/domain/sample'
import { goalOf } from '../../../shared/domain/task'
import { AppError, invariant } from '../../../shared/errors/appError'
import type { SampleWords } from '../../../shared/words/samples'
import type { ServiceContext } from '../context'
import type { DatasetService } from '../data/datasets'
import type { FileService } from '../data/files'
import type { PreparedData } from '../data/preparedData'
import type { JobService } from '../jobs/jobs'
import { fitTemplate } from '../models/fitTemplate'
import type { ModelService } from '../models/models'
import { placeModel } from '../models/placeModel'
import { readTemplate } from '../models/templates'
import type { StudyService } from '../studies/studies'
import type { PreferenceService } from '../app/preferences'
import { toQuick } from './quick'
import type { PartData, PartEntry, StudyEntry, SampleRequest } from './types'

/** Of whatever is made for a sample. */
const SEED = 7

export interface OpenPartParts {
  readonly files: FileService
  readonly datasets: DatasetService
  readonly models: ModelService
  readonly studies: StudyService
  readonly preferences: PreferenceService
  readonly prepared: PreparedData
  readonly jobs: JobService
}

export interface PartOrder {
  readonly part: PartEntry
  readonly words: SampleWords
  readonly request: SampleRequest
  readonly projectId: ProjectId
}

/** Makes a dataset of a part, and a model and a study for each that it has. @returns the first of each. */
export async function openPart(
  context: ServiceContext,
  parts: OpenPartParts,
  order: PartOrder,
): Promise<OpenedSample> {
  const dataset = await openData(context, parts, order)
  const made: { modelId: ModelId; studyId: StudyId }[] = []
  for (const study of order.part.studies) {
    made.push(await openStudy(context, parts, { ...order, dataset, study }))
  }
  const [first] = made
  invariant(first, 'a part has a study')
  return { projectId: order.projectId, datasetId: dataset.id, ...first }
}

async function openData(context: ServiceContext, parts: OpenPartParts, order: PartOrder): Promise<Dataset> {
  const { part, words, projectId } = order
  const source = await openSource(context, parts, order)
  try {
    const proposed = await parts.datasets.propose(source.fileId, part.dialect ?? {})
    const plan = part.plan?.(proposed.plan) ?? proposed.plan
    return await parts.datasets.commit({
      fileId: source.fileId,
      plan,
      name: words.parts[part.id] ?? words.title,
      projectId,
      datasetId: null,
    })
  } finally {
    source.close()
  }
}

interface OpenedSource {
  readonly fileId: FileId
  close(): void
}

async function openSource(
  { folders, resourcesFolder }: ServiceContext,
  { files, jobs }: OpenPartParts,
  { part: { data }, request }: PartOrder,
): Promise<OpenedSource> {
  if (request.fileId !== undefined) return { fileId: request.fileId, close: () => undefined }
  if (data.origin === 'own') throw new AppError('sample/own-data-needed')
  if (data.origin === 'shipped') {
    const fileId = files.registerPath(join(resourcesFolder, 'samples', data.fileName))
    return { fileId, close: () => files.discard(fileId) }
  }
  const folder = join(folders.uploads, `sample-${data.maker}-${String(rowsOf(data, request))}`)
  const remove = (): void => rmSync(folder, { recursive: true, force: true })
  remove()
  try {
    await jobs.run(
      'makeSampleData',
      { data: data.maker, seed: SEED, rows: rowsOf(data, request), folder },
      { ticket: request.ticket },
    )
  } catch (thrown) {
    remove()
    throw thrown
  }
  const fileId = files.registerPath(data.file === null ? folder : join(folder, data.file))
  const close = (): void => {
    files.discard(fileId)
    remove()
  }
  return { fileId, close }
}

function rowsOf(data: Extract<PartData, { origin: 'made' }>, { isQuick }: SampleRequest): number {
  return isQuick ? data.quickRows : data.rowCount
}

interface StudyOrder extends PartOrder {
  readonly dataset: Dataset
  readonly study: StudyEntry
}

async function openStudy(
  { resourcesFolder, store }: ServiceContext,
  parts: OpenPartParts,
  { dataset, study, words, request, projectId }: StudyOrder,
): Promise<{ modelId: ModelId; studyId: StudyId }> {
  const { latest } = dataset
  const { inputs } = await placeModel(parts.prepared, latest, null)
  const design = study.design({
    plan: latest.plan,
    inputs,
    backbones: store.backbones.list(),
    template: (id) => fitTemplate(readTemplate(resourcesFolder, id), inputs),
  })
  const name = words.studies[study.id] ?? words.title
  const model = parts.models.add({ projectId, name, design, datasetId: dataset.id })
  const { trials, ...rules } = study.plan
  const plan = {
    objective: defaultObjective(latest.plan.task, design),
    ...rules,
    datasetVersionId: latest.id,
    design,
    budget: { trials, timeLimitSeconds: null, parallel: parts.preferences.parallel() },
  }
  const { id: studyId } = await parts.studies.create({
    projectId,
    name,
    plan: request.isQuick ? toQuick(plan) : plan,
  })
  return { modelId: model.id, studyId }
}

function defaultObjective(task: Parameters<typeof goalOf>[0], { training }: Design): Objective {
  const [metric = 'loss'] = GOAL_METRICS[goalOf(task, training.mode)]
  return { metric, direction: METRIC_DIRECTIONS[metric] }
}
