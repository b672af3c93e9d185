import * as v from 'valibot'
import { Dataset } from '@shared/domain/dataset'
import { Model } from '@shared/domain/design'
import type { ModelCheck } from '@shared/domain/modelCheck'
import { tableInput } from '@shared/domain/modelInput'
import { StudySummary } from '@shared/domain/study'
import { DEFAULT_TRAINING } from '@shared/domain/trainingSpec'

const [projectId, datasetId, versionId] = ['project-0001', 'dataset-0001', 'version-0001']

const DENSE = {
  kind: 'dense',
  id: 'hidden',
  units: 64,
  activation: 'relu',
  useBias: true,
  initializer: 'heNormal',
  l2: 0,
}
const DESIGN = {
  layers: [
    { kind: 'repeat', id: 'stack', times: 2, settings: 'shared', layers: [DENSE] },
    { kind: 'dropout', id: 'dropout', rate: 0.2 },
    { kind: 'output', id: 'output', useBias: true, initializer: 'glorotUniform', l2: 0 },
  ],
  training: { ...DEFAULT_TRAINING, patience: 5 },
  search: { 'hidden.units': { kind: 'integer', low: 16, high: 256, scale: 'log', step: 1 } },
}

/** A dataset of three classes, a model with one searched setting, and a study of it: what screens are shown with in tests. */
export const DATASET = v.parse(Dataset, {
  id: datasetId,
  projectId,
  name: 'Wine',
  createdAt: 0,
  latest: {
    id: versionId,
    datasetId,
    number: 1,
    contentHash: 'hash',
    source: { fileName: 'wine.csv', sizeBytes: 1000, sha256: 'hash' },
    plan: {
      dialect: { delimiter: ',', quote: '"', encoding: 'utf-8', hasHeader: true, decimal: '.', missing: [] },
      columns: [
        { name: 'alcohol', index: 0, type: 'number', role: 'input' },
        { name: 'grower', index: 1, type: 'category', role: 'target' },
      ],
      task: 'multiclass',
      recipe: [],
      split: { kind: 'holdout', train: 0.6, validation: 0.2, test: 0.2, isStratified: true, seed: 1 },
    },
    target: 'grower',
    output: { kind: 'classes', labels: ['1', '2', '3'] },
    rowCount: 178,
    rejectedCount: 0,
    droppedCount: 0,
    counts: { train: 107, validation: 35, test: 36 },
    profiles: [],
    createdAt: 0,
  },
})

export const MODEL = v.parse(Model, {
  id: 'model-000001',
  projectId,
  name: 'Wine, dense',
  design: DESIGN,
  createdAt: 0,
  changedAt: 0,
})

export const CHECK: ModelCheck = {
  inputs: [tableInput(13)],
  diagnostics: [],
  layers: [
    { id: 'hidden', outputShape: [{ low: 16, high: 256 }], weights: { low: 32, high: 512 } },
    { id: 'output', outputShape: [{ low: 3, high: 3 }], weights: { low: 51, high: 771 } },
  ],
  weights: { low: 83, high: 66_563 },
  memoryBytes: { low: 10_000, high: 2_000_000 },
  space: { parameterCount: 1, conditionalCount: 0, combinations: 241, gridPoints: 5 },
}

/** A study of ten trials, running, with nothing complete; `given` changes what a test is about. */
export function studySummary(given: Partial<StudySummary> = {}): StudySummary {
  const plain = {
    id: 'study-0001',
    projectId,
    name: 'Wider or deeper?',
    plan: {
      datasetVersionId: versionId,
      design: DESIGN,
      sampler: { kind: 'random', seed: 1 },
      objective: { metric: 'accuracy', direction: 'maximize' },
      budget: { trials: 10, timeLimitSeconds: null, parallel: 2 },
    },
    state: 'running',
    reason: null,
    createdAt: 0,
    startedAt: 0,
    finishedAt: null,
    elapsedMs: 1000,
    plannedTrials: 10,
    counts: { running: 2, complete: 0, failed: 0, stoppedEarly: 0, pruned: 0 },
    stoppedBy: null,
    strategyNote: null,
    best: null,
    defaultValue: null,
    remainingMs: null,
    trialsPerMinute: null,
    isTestOpened: false,
  }
  return v.parse(StudySummary, { ...plain, ...given })
}
