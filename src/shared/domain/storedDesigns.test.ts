import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { Design } from './design'
import { decideLoss, isLossOf, LOSSES, GOAL_LOSSES } from './loss'
import { DEFAULT_TRAINING } from './trainingSpec'

/** As the first release wrote it. */
const FIRST = {
  layers: [
    {
      kind: 'repeat',
      id: 'stack',
      times: 2,
      settings: 'each',
      layers: [
        {
          kind: 'dense',
          id: 'hidden',
          units: 8,
          activation: 'relu',
          useBias: true,
          initializer: 'heNormal',
          l2: 0.1,
        },
      ],
    },
    { kind: 'output', id: 'output', useBias: true, initializer: 'glorotUniform', l2: 0 },
  ],
  training: { optimizer: 'sgd', learningRate: 0.1, momentum: 0.5, batchSize: 16, epochs: 5, patience: 2 },
  search: { 'training.optimizer': { kind: 'choice', values: ['adam', 'sgd'] } },
}

describe('a design of the first release', () => {
  it('reads as one in which everything new is off', () => {
    const { layers, training } = v.parse(Design, FIRST)
    expect(training).toEqual({ ...DEFAULT_TRAINING, ...FIRST.training })
    expect(training).toMatchObject({ schedule: 'constant', loss: 'auto', clipNorm: 0, clipValue: 0 })
    expect(layers.at(-1)).toMatchObject({ l1: 0, l2: 0, maxNorm: 0 })
    expect(layers[0]).toMatchObject({ layers: [{ l1: 0, l2: 0.1, maxNorm: 0 }] })
  })
})

describe('losses', () => {
  it('each suit a task, and auto suits all', () => {
    const suited = new Set(Object.values(GOAL_LOSSES).flat())
    expect([...LOSSES].filter((loss) => loss !== 'auto' && !suited.has(loss))).toEqual([])
    expect(isLossOf('binary', 'auto')).toBe(true)
    expect(isLossOf('binary', 'huber')).toBe(false)
  })

  it('are decided by the task where they are open, or do not suit it', () => {
    expect(decideLoss('regression', 'auto')).toBe('mse')
    expect(decideLoss('multiclass', 'auto')).toBe('crossEntropy')
    expect(decideLoss('multiclass', 'poisson')).toBe('crossEntropy')
    expect(decideLoss('regression', 'quantile')).toBe('quantile')
  })
})
