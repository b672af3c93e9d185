import { describe, expect, it } from 'vitest'
import { tableInput } from '../../../shared/domain/modelInput'
import { type LayerSpec, PLAIN_WEIGHTS } from '../../../shared/domain/modelSpec'
import { DEFAULT_TRAINING, type TrainingSpec } from '../../../shared/domain/trainingSpec'
import { planModel } from '../compile/modelPlan'
import { buildTrainingGraph } from '../compile/trainingGraph'
import { printGraph } from '../graph/printGraph'
import { canTrainTogether, compilePopulation } from './compilePopulation'
import { isFasterTogether } from './isFasterTogether'
import { structureOf } from './structure'

const AFFINE = { useBias: true, initializer: 'glorotUniform', ...PLAIN_WEIGHTS } as const

interface Changes {
  readonly training?: Partial<TrainingSpec>
  readonly dense?: Partial<Extract<LayerSpec, { kind: 'dense' }>>
  readonly rate?: number
  readonly further?: readonly LayerSpec[]
}

function makeRequest({ training, dense, rate = 0.2, further = [] }: Changes = {}) {
  const layers: LayerSpec[] = [
    { kind: 'dense', id: 'hidden', units: 16, activation: 'relu', ...AFFINE, ...dense },
    ...further,
    { kind: 'dropout', id: 'drop', rate },
    { kind: 'output', id: 'output', ...AFFINE },
  ]
  return {
    layers,
    training: { ...DEFAULT_TRAINING, ...training },
    inputs: [tableInput(5)],
    task: 'multiclass' as const,
    output: { kind: 'classes' as const, labels: ['a', 'b', 'c'] },
  }
}

const program = (changes: Changes): string => {
  const request = makeRequest(changes)
  return printGraph(buildTrainingGraph(planModel(request), request.training).graph)
}

const VALUES: Record<string, readonly [Changes, Changes]> = {
  'learning rates': [{ training: { learningRate: 0.1 } }, { training: { learningRate: 0.001 } }],
  'momenta of SGD': [
    { training: { optimizer: 'sgd', momentum: 0.5 } },
    { training: { optimizer: 'sgd', momentum: 0.9 } },
  ],
  'shares of weight decay': [
    { training: { optimizer: 'adamw', weightDecay: 0.1 } },
    { training: { optimizer: 'adamw', weightDecay: 0 } },
  ],
  'numbers of a schedule': [
    { training: { schedule: 'cosine', warmupEpochs: 3, restarts: 1, finalShare: 0.1 } },
    { training: { schedule: 'cosine' } },
  ],
  'epochs and patience': [{ training: { epochs: 3, patience: 2 } }, { training: { epochs: 9, patience: 0 } }],
  'rates of dropout': [{ rate: 0.1 }, { rate: 0.5 }],
  penalties: [{ dense: { l2: 0.1 } }, { dense: { l2: 0.001 } }],
  'first weights': [
    { dense: { initializer: 'zeros' } },
    { dense: { initializer: 'normal', initialScale: 2 } },
  ],
}

const STRUCTURES: Record<string, readonly [Changes, Changes]> = {
  units: [{ dense: { units: 8 } }, { dense: { units: 9 } }],
  activations: [{ dense: { activation: 'tanh' } }, {}],
  'no dropout': [{ rate: 0 }, { rate: 0.1 }],
  'no penalty': [{ dense: { l1: 0 } }, { dense: { l1: 0.1 } }],
  'no momentum': [
    { training: { optimizer: 'sgd', momentum: 0 } },
    { training: { optimizer: 'sgd', momentum: 0.9 } },
  ],
  optimizers: [{ training: { optimizer: 'rmsprop' } }, {}],
  'numbers of an optimizer that are built in': [{ training: { beta1: 0.8 } }, {}],
  schedules: [{ training: { schedule: 'step' } }, {}],
  'sizes of batches': [{ training: { batchSize: 16 } }, { training: { batchSize: 17 } }],
}

describe('structureOf', () => {
  it.each(Object.entries(VALUES))('is the same for other %s, as the program is', (_name, [left, right]) => {
    expect(structureOf(makeRequest(left))).toBe(structureOf(makeRequest(right)))
    expect(program(left)).toBe(program(right))
  })

  it.each(Object.entries(STRUCTURES))('is another one for other %s', (_name, [left, right]) => {
    expect(structureOf(makeRequest(left))).not.toBe(structureOf(makeRequest(right)))
  })
})

describe('compilePopulation', () => {
  it('makes one program of requests that differ in values', () => {
    const requests = Object.values(VALUES.penalties ?? []).map((changes) => makeRequest(changes))
    const population = compilePopulation(requests)
    expect(population?.members).toHaveLength(2)
    expect(population?.members.map(({ step }) => step.settings.at(-1)?.value)).toEqual([0.1, 0.001])
    expect(population?.train(2)).not.toEqual(population?.train(3))
  })

  it('makes none of models of several structures', () => {
    expect(compilePopulation([makeRequest(), makeRequest({ dense: { units: 9 } })])).toBeNull()
  })

  it('makes none where an op has no rule for several members', () => {
    const further: LayerSpec[] = [
      { kind: 'layerNorm', id: 'norm', epsilon: 0.001, scale: true, center: true },
    ]
    expect(canTrainTogether(makeRequest({ further }))).toBe(false)
  })

  it.each([
    [128, true],
    [129, false],
  ])('a row of %i numbers adds its bias where a model alone does: %s', (units, isExact) => {
    expect(canTrainTogether(makeRequest({ dense: { units } }))).toBe(isExact)
  })
})

describe('isFasterTogether', () => {
  it('is so for small models only', () => {
    expect(isFasterTogether(makeRequest())).toBe(true)
    const further: LayerSpec[] = [{ kind: 'dense', id: 'second', units: 100, activation: 'relu', ...AFFINE }]
    expect(isFasterTogether(makeRequest({ dense: { units: 100 }, further }))).toBe(false)
    expect(canTrainTogether(makeRequest({ dense: { units: 100 }, further }))).toBe(true)
  })
})
