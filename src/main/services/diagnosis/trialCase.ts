import { existsSync } from 'node:fs'
import { totalmem } from 'node:os'
import type { DatasetVersion } from '../../../shared/domain/dataset'
import { goalOf } from '../../../shared/domain/task'
import { type Study, trainingPlanOf } from '../../../shared/domain/study'
import type { TrialRow } from '../../../shared/domain/trial'
import { diagnoseModel, estimateMemory } from '../../compiler'
import { readPictures } from '../../training'
import type { ServiceContext } from '../context'
import type { PreparedData } from '../data/preparedData'
import type { JobService } from '../jobs/jobs'
import { trialSpec } from '../studies/studySetup'
import { variantOf } from '../studies/trialData'
import { picturesFile, weightsFile } from '../studies/trialFiles'
import { chanceLossOf, classCounts, commonestShare } from './chance'
import type { DataFactsReader } from './dataFacts'
import { varietyOf } from './pictureVariety'
import type { ClassRecall, TrialCase } from './types'

export interface CaseParts {
  readonly context: Pick<ServiceContext, 'store' | 'folders'>
  readonly prepared: PreparedData
  readonly facts: DataFactsReader
  readonly jobs: Pick<JobService, 'run'>
}

/** What is the same for all trials of a study. */
export interface StudyCase {
  readonly study: Study
  readonly version: DatasetVersion
  /** All of them. */
  readonly rows: readonly TrialRow[]
}

export function studyCase({ context: { store } }: Pick<CaseParts, 'context'>, study: Study): StudyCase {
  const version = store.datasets.version(trainingPlanOf(study).datasetVersionId)
  return { study, version, rows: store.trials.list(study.id) }
}

/** What the store knows of a trial, at once. */
export function quickCase(parts: CaseParts, of: StudyCase, row: TrialRow): TrialCase {
  const { study, version, rows } = of
  const { store } = parts.context
  const folder = folderOf(parts, of, row)
  const meta = folder === null ? null : parts.prepared.meta(folder)
  const spec = trialSpec(study, row.assignment)
  const goal = goalOf(version.plan.task, spec.training.mode)
  const { design, objective } = trainingPlanOf(study)
  return {
    ...{ row, design, spec, goal, objective },
    steps: store.trials.steps(row.id),
    layers: store.trials.layers(row.id),
    rows: rowsOf(meta?.counts ?? version.counts),
    chanceLoss: chanceLossOf(version, { ...spec, goal, targetScale: meta?.fitted.targetScale ?? 0 }),
    commonest: commonestShare(version),
    classes: recallsOfTwo(version, row),
    data: parts.facts.known(version),
    memory: null,
    pictures: [],
    siblings: rows.filter(({ id, state }) => id !== row.id && state === 'complete'),
  }
}

/** The same, with what takes a moment: copies in the data, pictures, classes found by its weights, memory. */
export async function wholeCase(parts: CaseParts, of: StudyCase, row: TrialRow): Promise<TrialCase> {
  const quick = quickCase(parts, of, row)
  const sheets =
    quick.goal === 'generation' ? await readPictures(picturesFile(parts.context.folders, row.id)) : []
  return {
    ...quick,
    data: await parts.facts.whole(of.version),
    pictures: varietyOf(sheets),
    classes: quick.classes ?? (await recallsByWeights(parts, of, quick)),
    memory: memoryOf(parts, of, quick),
  }
}

/** The tensors that a trial is trained on, where they are made. */
function folderOf({ prepared }: CaseParts, { study, version }: StudyCase, row: TrialRow): string | null {
  try {
    return prepared.findFolder(version, variantOf(study, row.assignment))
  } catch {
    return null
  }
}

function rowsOf({ train, validation }: TrialCase['rows']): TrialCase['rows'] {
  return { train, validation }
}

/** Of two classes, the mean recall and that of the second say that of the first. */
function recallsOfTwo(version: DatasetVersion, { validation }: TrialRow): ClassRecall[] | null {
  const { balancedAccuracy, recall } = validation
  const counts = classCounts(version)
  if (version.output.kind !== 'classes' || version.output.labels.length !== 2 || counts === null) return null
  if (balancedAccuracy === undefined || recall === undefined) return null
  const total = [...counts.values()].reduce((sum, count) => sum + count, 0)
  const recalls = [Math.max(0, 2 * balancedAccuracy - recall), recall]
  return version.output.labels.map((label, index) => ({
    label,
    // Computed from two figures, it may miss 0 by a rounding.
    recall: (recalls[index] ?? 0) < 1e-9 ? 0 : (recalls[index] ?? 0),
    rows: Math.floor(((counts.get(label) ?? 0) / total) * version.counts.validation),
  }))
}

async function recallsByWeights(
  parts: CaseParts,
  of: StudyCase,
  { row, spec, goal }: TrialCase,
): Promise<ClassRecall[] | null> {
  const file = weightsFile(parts.context.folders, row.id)
  const dataFolder = folderOf(parts, of, row)
  if (goal !== 'multiclass' || row.state !== 'complete' || dataFolder === null || !existsSync(file))
    return null
  const { model, training } = spec
  const input = { model, training, task: of.version.plan.task, dataFolder, weightsFile: file }
  return parts.jobs.run('classRecalls', input).catch(() => null)
}

function memoryOf(parts: CaseParts, of: StudyCase, { row, spec }: TrialCase): TrialCase['memory'] {
  const { study, version } = of
  const folder = folderOf(parts, of, row)
  if (folder === null) return null
  const { inputs, counts } = parts.prepared.meta(folder)
  const request = {
    ...spec.model,
    training: spec.training,
    inputs: inputs.map((input) => input.spec),
    output: version.output,
    task: version.plan.task,
    rows: counts,
  }
  if (diagnoseModel(request).length > 0) return null
  const needed = estimateMemory(request).total * study.plan.budget.parallel
  return { needed, available: memoryOfMachine() }
}

/** What a container allows, where it does; other programs come and go. */
function memoryOfMachine(): number {
  const allowed = process.constrainedMemory()
  return allowed > 0 && allowed < totalmem() ? allowed : totalmem()
}
