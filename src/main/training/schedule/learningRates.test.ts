import { describe, expect, it } from 'vitest'
import { KERAS_FIGURES } from '../../../../test/fixtures/kerasFigures'
import { DEFAULT_TRAINING, SCHEDULES, type TrainingSpec } from '../../../shared/domain/trainingSpec'
import { createLearningRates } from './learningRates'

const STEPS_PER_EPOCH = 5
const TRAINING: TrainingSpec = { ...DEFAULT_TRAINING, learningRate: 0.1, epochs: 6, finalShare: 0.05 }
const RUNS: Record<keyof typeof KERAS_FIGURES.schedules, Partial<TrainingSpec>> = {
  step: { schedule: 'step', decayFactor: 0.4, decayEpochs: 2 },
  exponential: { schedule: 'exponential', decayFactor: 0.4, decayEpochs: 2 },
  polynomial: { schedule: 'polynomial', decayPower: 2 },
  cosine: { schedule: 'cosine' },
  'cosine, warm-up': { schedule: 'cosine', warmupEpochs: 2 },
  'cosine, restarts': { schedule: 'cosine', restarts: 2 },
  oneCycle: { schedule: 'oneCycle' },
  plateau: { schedule: 'plateau', decayFactor: 0.2, plateauPatience: 2 },
}
/** What the plateau hears; the figures were made with the same. */
const LOSSES = [1, 0.9, 0.9, 0.89995, 0.95, 0.8]

function ratesOf(training: TrainingSpec, stepsPerEpoch: number): number[] {
  const rates = createLearningRates(training, stepsPerEpoch)
  return Array.from({ length: training.epochs }, (_, epoch) => {
    const slice = rates.slice(epoch * stepsPerEpoch, stepsPerEpoch)
    rates.epochEnded(LOSSES[epoch % LOSSES.length] ?? 1)
    return [...slice]
  }).flat()
}

describe('createLearningRates', () => {
  it.each(Object.entries(RUNS) as [keyof typeof RUNS, Partial<TrainingSpec>][])(
    'follows Keras (one-cycle: PyTorch) at every step: %s',
    (name, change) => {
      const expected = KERAS_FIGURES.schedules[name]
      const actual = ratesOf({ ...TRAINING, ...change }, STEPS_PER_EPOCH)
      expect(actual).toHaveLength(expected.length)
      expected.forEach((rate, step) => {
        expect(Math.abs((actual[step] ?? 0) - rate), `step ${step}`).toBeLessThan(1e-7 + 1e-5 * rate)
      })
    },
  )

  it('gives the learning rate itself where it is constant', () => {
    expect([...createLearningRates(TRAINING, 3).slice(7, 2)]).toEqual([0.1, 0.1])
  })

  it.each(SCHEDULES)('%s stays between 0 and the learning rate, however short the run', (schedule) => {
    for (const [epochs, stepsPerEpoch] of [
      [1, 1],
      [1, 2],
      [2, 1],
      [3, 4],
    ] as const) {
      const change = { schedule, epochs, warmupEpochs: 2, restarts: 1 }
      for (const rate of ratesOf({ ...TRAINING, ...change }, stepsPerEpoch)) {
        expect(rate).toBeGreaterThanOrEqual(0)
        expect(rate).toBeLessThanOrEqual(0.1)
      }
    }
  })
})
