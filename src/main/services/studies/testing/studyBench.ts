import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import type { EventName, EventPayload } from '../../../../shared/contract/events'
import type { DatasetVersion } from '../../../../shared/domain/dataset'
import type { Dialect } from '../../../../shared/domain/dialect'
import { ONE_THREAD } from '../../../../shared/domain/device'
import { tableInput } from '../../../../shared/domain/modelInput'
import { DatasetId, DatasetVersionId, ProjectId, StudyId } from '../../../../shared/domain/ids'
import { DEFAULT_SPLIT } from '../../../../shared/domain/split'
import type { Budget, TrainingPlan, TrainingStudy } from '../../../../shared/domain/study'
import type { AppError } from '../../../../shared/errors/appError'
import { IN_MEMORY, openStore } from '../../../store'
import type { DatasetEngine } from '../../../datasets/types'
import { createId, type ServiceContext } from '../../context'
import type { PreparedData } from '../../data/preparedData'
import { readTemplate } from '../../models/templates'
import { createManualClock } from '../../testing/manualClock'
import type { SessionParts } from '../sessionList'
import { createStudyRunner } from '../studyRunner'
import { createScriptedPool } from './scriptedPool'

const RESOURCES = join(import.meta.dirname, '../../../../../resources')

/** An event as it was told. */
export type Told = { [E in EventName]: { readonly event: E; readonly payload: EventPayload<E> } }[EventName]

/** A runner on a real store in memory, with scripted workers and a clock that the test moves. */
export function setUpBench({ createPruner }: Pick<SessionParts, 'createPruner'> = {}) {
  const root = mkdtempSync(join(tmpdir(), 'fettle-bench-'))
  onTestFinished(() => rmSync(root, { recursive: true }))
  const clock = createManualClock()
  const store = openStore({ folder: IN_MEMORY, now: clock.now })
  const pool = createScriptedPool()
  const told: Told[] = []
  const reported: AppError[] = []
  const context: ServiceContext = {
    store,
    datasets: {} as DatasetEngine,
    workers: pool,
    clock,
    folders: {
      root,
      sources: root,
      cache: root,
      backbones: root,
      weights: root,
      checkpoints: root,
      uploads: root,
      logs: root,
    },
    resourcesFolder: RESOURCES,
    emit: (event, payload) => void told.push({ event, payload } as Told),
    report: (_where, error) => void reported.push(error),
    host: 'browser',
    version: '0.0.0',
    cores: 2,
    checkpointSeconds: 30,
    printPage: () => Promise.resolve(),
  }
  const prepared = {
    folderOf: () => Promise.resolve(root),
    findFolder: () => root,
    meta: () => ({ inputs: [{ spec: tableInput(1), type: 'f32' }] }),
  } as unknown as PreparedData
  const placements = { placementFor: () => Promise.resolve({ placement: ONE_THREAD }) }
  const parts = { prepared, placements, ...(createPruner ? { createPruner } : {}) }
  const runner = createStudyRunner(context, parts)
  return {
    context,
    store,
    clock,
    pool,
    told,
    reported,
    runner,
    study: insertStudy(context),
    ...parts,
  }
}

export type Bench = ReturnType<typeof setUpBench>

/** @returns a study in state ready, with the classifier's template and four trials, two at a time. */
function insertStudy({ store, clock, resourcesFolder }: ServiceContext): TrainingStudy {
  const createdAt = clock.now()
  const project = { id: createId(ProjectId), name: 'Bench', createdAt }
  store.projects.insert(project)
  const version = toVersion(createdAt)
  store.datasets.insert({
    id: version.datasetId,
    projectId: project.id,
    name: 'Data',
    createdAt,
    latest: version,
  })
  const plan: TrainingPlan = {
    datasetVersionId: version.id,
    design: readTemplate(resourcesFolder, 'tabularClassifier'),
    sampler: { kind: 'random', seed: 1 },
    objective: { metric: 'accuracy', direction: 'maximize' },
    budget: { trials: 4, timeLimitSeconds: null, parallel: 2 },
  }
  const study: TrainingStudy = {
    id: createId(StudyId),
    projectId: project.id,
    name: 'Study',
    plan,
    state: 'ready',
    reason: null,
    createdAt,
    startedAt: null,
    finishedAt: null,
    elapsedMs: 0,
  }
  store.studies.insert(study)
  return study
}

/** Gives the study of a bench another budget before it starts. */
export function changeBudget({ store, study }: Bench, change: Partial<Budget>): TrainingStudy {
  const budget = { ...study.plan.budget, ...change }
  const changed = { ...study, plan: { ...study.plan, budget } }
  store.studies.update(changed)
  return changed
}

const DIALECT: Dialect = {
  ...{ format: 'delimited', sheet: null, delimiter: ',', quote: '"', encoding: 'utf-8' },
  ...{ hasHeader: true, decimal: '.', dateOrder: 'monthFirst', missing: [] },
}

function toVersion(createdAt: number): DatasetVersion {
  return {
    id: createId(DatasetVersionId),
    datasetId: createId(DatasetId),
    number: 1,
    contentHash: 'hash',
    source: { fileName: 'data.csv', sizeBytes: 1, sha256: 'sha' },
    plan: {
      dialect: DIALECT,
      series: null,
      columns: [
        { name: 'x', index: 0, type: 'number', role: 'input' },
        { name: 'y', index: 1, type: 'category', role: 'target' },
      ],
      task: 'binary',
      recipe: [],
      split: DEFAULT_SPLIT,
    },
    target: 'y',
    output: { kind: 'classes', labels: ['a', 'b'] },
    rowCount: 10,
    rejectedCount: 0,
    droppedCount: 0,
    foldCount: 1,
    counts: { train: 6, validation: 2, test: 2 },
    profiles: [],
    createdAt,
  }
}
