import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { DatasetVersionId } from '../../../shared/domain/ids'
import { newLayer } from '../../../shared/domain/newLayer'
import type { TrainingPlan } from '../../../shared/domain/study'
import { DEFAULT_TRAINING } from '../../../shared/domain/trainingSpec'
import { TrialRow } from '../../../shared/domain/trial'
import { planWithRemedy, wayOf } from './applyRemedy'

const PLAN: TrainingPlan = {
  datasetVersionId: v.parse(DatasetVersionId, 'version-000001'),
  design: {
    layers: [
      {
        ...{ kind: 'repeat', id: 'stack', times: 2, settings: 'shared' },
        layers: [newLayer('dense', 'hidden', { units: 8 })],
      },
      newLayer('dense', 'hidden2x', { units: 8 }),
      newLayer('output', 'output'),
    ],
    training: DEFAULT_TRAINING,
    search: {
      'training.learningRate': { kind: 'float', low: 1e-4, high: 0.1, scale: 'log' },
      'hidden.units': { kind: 'choice', values: [8, 16] },
    },
  },
  sampler: { kind: 'random', seed: 3 },
  objective: { metric: 'accuracy', direction: 'maximize' },
  budget: { trials: 20, timeLimitSeconds: null, parallel: 2 },
}
const ROW = v.parse(TrialRow, {
  ...{ id: 'trial-000001', studyId: 'study-000001', number: 4, state: 'complete', value: 0.5, bestStep: 3 },
  assignment: { 'training.learningRate': 0.05, 'hidden.units': 16 },
  ...{ step: 3, plannedSteps: 3, isStoppedEarly: false, train: {}, validation: {}, spark: [], reason: null },
  ...{ attempt: 1, weightCount: 9, durationMs: 1, startedAt: 1, finishedAt: 2 },
})
const change = (path: string, to: number) => ({ kind: 'settings' as const, changes: [{ path, from: 1, to }] })

describe('a remedy', () => {
  it('is the next trial where the study searches that far, else a study of its own', () => {
    expect(wayOf(PLAN, ROW, change('training.learningRate', 0.005))).toBe('trial')
    expect(wayOf(PLAN, ROW, change('training.learningRate', 0.5))).toBe('study')
    expect(wayOf(PLAN, ROW, change('training.clipNorm', 1))).toBe('study')
    expect(wayOf(PLAN, ROW, { kind: 'data' })).toBe('data')
  })

  it('leaves all other settings as the trial had them', () => {
    const { design, budget } = planWithRemedy(PLAN, ROW, change('training.clipNorm', 1))
    expect(budget.trials).toBe(1)
    expect(design.search).toEqual({})
    expect(design.training).toMatchObject({ learningRate: 0.05, clipNorm: 1 })
    expect(design.layers.map((layer) => ('units' in layer ? layer.units : 0))).toEqual([16, 16, 8, 0])
  })

  it('changes every copy of a repeated layer, and no other', () => {
    const { layers } = planWithRemedy(PLAN, ROW, change('hidden.units', 4)).design
    expect(layers.map((layer) => ('units' in layer ? layer.units : 0))).toEqual([4, 4, 8, 0])
  })

  it('puts a layer where it is meant to stand', () => {
    const layer = newLayer('dropout', 'drop')
    const { layers } = planWithRemedy(PLAN, ROW, { kind: 'insertLayer', layer, before: 'output' }).design
    expect(layers.map(({ kind }) => kind)).toEqual(['dense', 'dense', 'dense', 'dropout', 'output'])
  })
})
