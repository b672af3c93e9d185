import { describe, expect, it } from 'vitest'
import { newLayer } from '../../../shared/domain/newLayer'
import type { StepMetrics } from '../../../shared/domain/metric'
import type { RunRequest } from '../../../shared/contract/worker'
import type { TrainingSpec } from '../../../shared/domain/trainingSpec'
import { createOnnxRunner } from '../runners/onnx'
import { makeRequest, makeRunData } from '../testing/prepared'
import { createRunControl } from './runControl'
import { trainRun } from './trainRun'

const DATA = makeRunData()
const MODEL = {
  layers: [
    newLayer('dense', 'first', { units: 8, activation: 'relu' }),
    newLayer('batchNorm', 'norm'),
    newLayer('dense', 'second', { units: 6, activation: 'tanh' }),
    newLayer('dropout', 'drop'),
    newLayer('output', 'output'),
  ],
}

async function train(changes: object, training: Partial<TrainingSpec> = {}): Promise<StepMetrics[]> {
  const steps: StepMetrics[] = []
  const request: RunRequest = makeRequest(training, { model: MODEL, ...changes })
  let now = 0
  const clock = { now: () => (now += 40) }
  const onStep = (step: StepMetrics): void => void steps.push(step)
  const control = createRunControl(() => undefined)
  await trainRun({ request, data: DATA, createRunner: createOnnxRunner, control, clock, onStep })
  return steps
}

describe('a run that records its layers', () => {
  it.each([
    { optimizer: 'adam' as const, batchSize: 32 },
    { optimizer: 'sgd' as const, batchSize: 200 },
    { optimizer: 'adam' as const, batchSize: 32, accumulate: 3 },
  ])('learns to the last bit what it learns without: %o', async (training) => {
    const alone = await train({}, training)
    const recorded = await train({ recordsLayers: true }, training)
    expect(recorded.map(({ layers: _layers, ...step }) => step)).toEqual(alone)
    expect(recorded.every(({ layers }) => layers?.length === 4)).toBe(true)
    expect(alone.every(({ layers }) => layers === undefined)).toBe(true)
  })

  it('says of a layer only what it has', async () => {
    const [{ layers = [] } = { layers: [] }] = await train({ recordsLayers: true })
    const known = layers.map(({ layer, deadShare, saturatedShare }) => [
      layer,
      deadShare !== null,
      saturatedShare !== null,
    ])
    expect(known).toEqual([
      ['first', true, false],
      ['norm', false, false],
      ['second', false, true],
      ['output', false, false],
    ])
  })

  it('tells the length of the gradient that a plain step follows', async () => {
    const model = { layers: [newLayer('dense', 'first', { units: 4 }), newLayer('output', 'output')] }
    const learningRate = 1e-4
    const training = { optimizer: 'sgd', momentum: 0, learningRate, batchSize: 200, epochs: 2 } as const
    const [, last] = await train({ model, recordsLayers: true }, training)
    for (const { gradientNorm, weightNorm, updateRatio } of last?.layers ?? []) {
      const step = (updateRatio ?? 0) * (weightNorm ?? 0)
      expect(step / learningRate / (gradientNorm ?? 1)).toBeCloseTo(1, 2)
    }
  })

  it('counts units that never speak, and outputs that stand at an end', async () => {
    const quiet = { learningRate: 1e-8, epochs: 1 }
    const silent = newLayer('dense', 'silent', { activation: 'relu' })
    const model = {
      layers: [
        newLayer('dense', 'first', { units: 4, activation: 'relu' }),
        { ...silent, initializer: 'zeros' },
        newLayer('output', 'output'),
      ],
    }
    const [step] = await train({ model, recordsLayers: true }, quiet)
    expect(step?.layers?.[1]?.deadShare).toBe(1)
    const far = {
      layers: [
        { ...newLayer('dense', 'first', { activation: 'tanh' }), initializer: 'normal', initialScale: 10 },
        newLayer('output', 'output'),
      ],
    }
    const [saturated] = await train({ model: far, recordsLayers: true }, quiet)
    expect(saturated?.layers?.[0]?.saturatedShare).toBeGreaterThan(0.7)
  })
})
