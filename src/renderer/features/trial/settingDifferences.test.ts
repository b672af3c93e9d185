import type { TrainingPlan } from '@shared/domain/study'
import { PLAIN_WEIGHTS } from '@shared/domain/modelSpec'
import { describe, expect, it } from 'vitest'
import type { Design } from '@shared/domain/design'
import { DEFAULT_TRAINING } from '@shared/domain/trainingSpec'
import { settingDifferences } from './settingDifferences'

const DESIGN: Design = {
  layers: [{ kind: 'output', id: 'output', useBias: true, initializer: 'glorotUniform', ...PLAIN_WEIGHTS }],
  training: { ...DEFAULT_TRAINING, momentum: 0.9 },
  search: {
    'training.optimizer': { kind: 'choice', values: ['adam', 'sgd'] },
    'training.momentum': { kind: 'float', low: 0.5, high: 0.99, scale: 'linear' },
    'output.l2': { kind: 'float', low: 1e-6, high: 1e-2, scale: 'log' },
  },
}

const PLAN: TrainingPlan = {
  datasetVersionId: 'version-1' as TrainingPlan['datasetVersionId'],
  design: DESIGN,
  sampler: { kind: 'random', seed: 1 },
  objective: { metric: 'accuracy', direction: 'maximize' },
  budget: { trials: 10, timeLimitSeconds: null, parallel: 1 },
}

describe('settingDifferences', () => {
  it('sets a trial beside the best and the defaults, settings that only one of them has among them', () => {
    const mine = { 'training.optimizer': 'adam', 'output.l2': 0.001 }
    const best = { 'training.optimizer': 'sgd', 'training.momentum': 0.7, 'output.l2': 0.001 }
    const lines = settingDifferences(PLAN, mine, best)
    expect(lines.map(({ name, value, best: other, fallback }) => [name, value, other, fallback])).toEqual([
      ['output.l2', 0.001, 0.001, 0],
      ['training.optimizer', 'adam', 'sgd', 'adam'],
      ['training.momentum', undefined, 0.7, 0.9],
    ])
  })

  it('leaves out settings that neither has', () => {
    const lines = settingDifferences(PLAN, { 'training.optimizer': 'adam' }, null)
    expect(lines.map(({ name }) => name)).toEqual(['training.optimizer'])
  })
})
