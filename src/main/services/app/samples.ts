import { join } from 'node:path'
import type { Dataset, DatasetPlan } from '../../../shared/domain/dataset'
import { fittingTemplates } from '../../../shared/domain/fittingTemplates'
import { METRIC_DIRECTIONS, type Objective, GOAL_METRICS } from '../../../shared/domain/metric'
import type { OpenedSample, SampleCard, SampleId } from '../../../shared/domain/project'
import type { StudyPlan } from '../../../shared/domain/study'
import type { Task } from '../../../shared/domain/task'
import { invariant } from '../../../shared/errors/appError'
import { findSample, listSamples } from '../../datasets'
import type { ServiceContext } from '../context'
import type { DatasetService } from '../data/datasets'
import type { FileService } from '../data/files'
import type { ModelService } from '../models/models'
import type { StudyService } from '../studies/studies'
import type { PreferenceService } from './preferences'

/** What the study of a sample starts with. */
const TRIALS = 30
const SEED = 1

export interface SampleService {
  list(): SampleCard[]
  /** Makes a project called `name` with the sample's data, a model from the template, and a study ready to start. */
  open(id: SampleId, name: string): Promise<OpenedSample>
}

export interface SampleParts {
  readonly files: FileService
  readonly datasets: DatasetService
  readonly models: ModelService
  readonly studies: StudyService
  readonly preferences: PreferenceService
}

export function createSampleService({ resourcesFolder }: ServiceContext, parts: SampleParts): SampleService {
  return {
    list: () => listSamples().map(({ card }) => card),
    async open(id, name) {
      const sample = findSample(id)
      const fileId = parts.files.registerPath(join(resourcesFolder, 'samples', sample.fileName))
      const proposed = await parts.datasets.propose(fileId, {})
      const plan = sample.isPicture ? withAllColumns(proposed.plan) : proposed.plan
      const target = plan.columns.find(({ role }) => role === 'target')
      invariant(target?.name === sample.target, `the import proposes the target of ${id}`)
      const dataset = await parts.datasets.commit({ fileId, plan, name, projectId: null, datasetId: null })
      parts.files.discard(fileId)
      return makeStudy(parts, dataset, name)
    },
  }
}

/** A pixel that is the same in every row keeps its place in the picture. */
function withAllColumns(plan: DatasetPlan): DatasetPlan {
  const columns = plan.columns.map((column) =>
    column.role === 'ignored' ? { ...column, role: 'input' as const } : column,
  )
  return { ...plan, columns }
}

async function makeStudy(parts: SampleParts, dataset: Dataset, name: string): Promise<OpenedSample> {
  const { projectId, latest } = dataset
  const [template] = fittingTemplates(latest.plan)
  const model = await parts.models.create({ projectId, name, template, datasetId: dataset.id })
  const plan: StudyPlan = {
    datasetVersionId: latest.id,
    design: model.design,
    sampler: { kind: 'random', seed: SEED },
    objective: defaultObjective(latest.plan.task),
    budget: { trials: TRIALS, timeLimitSeconds: null, parallel: parts.preferences.parallel() },
  }
  const study = await parts.studies.create({ projectId, name, plan })
  return { projectId, datasetId: dataset.id, modelId: model.id, studyId: study.id }
}

function defaultObjective(task: Task): Objective {
  const [metric = 'loss'] = GOAL_METRICS[task]
  return { metric, direction: METRIC_DIRECTIONS[metric] }
}
