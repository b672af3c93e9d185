/** @file Projects, datasets, models, studies and trials for tests of the store: small, whole and deterministic. */
import * as v from 'valibot'
import { type Store } from '../../src/main/store'
import { Dataset, type DatasetVersion } from '../../src/shared/domain/dataset'
import { Model } from '../../src/shared/domain/design'
import type { StepMetrics } from '../../src/shared/domain/metric'
import { Project } from '../../src/shared/domain/project'
import { TestReport } from '../../src/shared/domain/report'
import { DEFAULT_SPLIT } from '../../src/shared/domain/split'
import { Study } from '../../src/shared/domain/study'
import { TrialRow } from '../../src/shared/domain/trial'
import { integer, stackDesign } from './designs'

export const BORN = Date.UTC(2026, 0, 2, 3, 4, 5)

export function makeProject(name: string, createdAt = BORN): Project {
  return v.parse(Project, { id: `project-${name}`, name, createdAt })
}

export function makeVersion(dataset: string, name: string, number = 1): DatasetVersion {
  return v.parse(Dataset.entries.latest, {
    id: `version-${name}`,
    datasetId: `dataset-${dataset}`,
    number,
    contentHash: `hash-${name}`,
    source: { fileName: 'flowers.csv', sizeBytes: 1234, sha256: 'ab'.repeat(32) },
    plan: {
      dialect: {
        delimiter: ',',
        quote: '"',
        encoding: 'utf-8',
        hasHeader: true,
        decimal: '.',
        missing: [''],
      },
      columns: [
        { name: 'petal', index: 0, type: 'number', role: 'input' },
        { name: 'kind', index: 1, type: 'category', role: 'target' },
      ],
      task: 'binary',
      recipe: [{ kind: 'scale', columns: ['petal'], method: 'standard' }],
      split: DEFAULT_SPLIT,
    },
    target: 'kind',
    output: { kind: 'classes', labels: ['setosa', 'virginica'] },
    rowCount: 100,
    rejectedCount: 1,
    droppedCount: 2,
    counts: { train: 64, validation: 16, test: 20 },
    profiles: [
      {
        name: 'petal',
        index: 0,
        suggestedType: 'number',
        missing: 0,
        distinct: 9,
        values: null,
        association: null,
      },
    ],
    createdAt: BORN + 10,
  })
}

export function makeDataset(project: string, name: string): Dataset {
  return v.parse(Dataset, {
    id: `dataset-${name}`,
    projectId: `project-${project}`,
    name,
    createdAt: BORN + 10,
    latest: makeVersion(name, name),
  })
}

const design = stackDesign({ 'hidden.units': integer(8, 64, 'log') })

export function makeModel(project: string, name: string): Model {
  return v.parse(Model, {
    id: `model-${name}`,
    projectId: `project-${project}`,
    name,
    design,
    createdAt: BORN + 20,
    changedAt: BORN + 20,
  })
}

/** A study on the dataset version of the same project; accuracy unless told. */
export function makeStudy(
  project: string,
  name: string,
  changes: Partial<Study> & { metric?: 'accuracy' | 'loss' } = {},
): Study {
  const { metric = 'accuracy', ...rest } = changes
  return v.parse(Study, {
    id: `study-${name}`,
    projectId: `project-${project}`,
    name,
    plan: {
      datasetVersionId: `version-${project}`,
      design,
      sampler: { kind: 'random', seed: 1 },
      objective: { metric, direction: metric === 'loss' ? 'minimize' : 'maximize' },
      budget: { trials: 30, timeLimitSeconds: null, parallel: 2 },
    },
    state: 'ready',
    reason: null,
    createdAt: BORN + 30,
    startedAt: null,
    finishedAt: null,
    elapsedMs: 0,
    ...rest,
  })
}

export function makeTrial(study: string, number: number, changes: Partial<TrialRow> = {}): TrialRow {
  return v.parse(TrialRow, {
    id: `trial-${study}-${String(number)}`,
    studyId: `study-${study}`,
    number,
    state: 'running',
    assignment: { 'hidden.units': 8 + number },
    value: null,
    bestStep: null,
    step: 0,
    plannedSteps: 30,
    isStoppedEarly: false,
    train: {},
    validation: {},
    spark: [],
    reason: null,
    attempt: 1,
    weightCount: null,
    durationMs: null,
    startedAt: BORN + 40,
    finishedAt: null,
    ...changes,
  })
}

/** Epochs `from` … `to`, their validation accuracy being a hundredth of the epoch. */
export function makeSteps(from: number, to: number): StepMetrics[] {
  return Array.from({ length: to - from + 1 }, (_, index) => {
    const step = from + index
    return {
      step,
      train: { loss: 1 / step, accuracy: 0.5 },
      validation: { loss: 2 / step, accuracy: step / 100 },
    }
  })
}

export function makeReport(study: string, trialNumber: number): TestReport {
  return v.parse(TestReport, {
    studyId: `study-${study}`,
    trialId: `trial-${study}-${String(trialNumber)}`,
    trialNumber,
    rowCount: 20,
    openedAt: BORN + 50,
    metrics: { accuracy: 0.9 },
    validation: { accuracy: 0.95 },
    accuracyInterval: { low: 0.7, high: 0.97 },
    baseline: 0.5,
    report: { kind: 'number', points: [{ actual: 1, predicted: 1.5 }] },
  })
}

/** A project with a dataset, a model and a study of that name. */
export function fillProject(store: Store, name: string): void {
  store.projects.insert(makeProject(name))
  store.datasets.insert(makeDataset(name, name))
  store.models.insert(makeModel(name, name))
  store.studies.insert(makeStudy(name, name))
}
