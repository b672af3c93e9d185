/** @file What the recurrent layers learn, drop and pass over. */
import { describe, expect, it } from 'vitest'
import type { LayerSpec } from '../../../../shared/domain/modelSpec'
import { newLayer } from '../../../../shared/domain/newLayer'
import { DEFAULT_TRAINING } from '../../../../shared/domain/trainingSpec'
import { createRandom } from '../../../../shared/util/random'
import { planModel } from '../../compile/modelPlan'
import { buildTrainingGraph } from '../../compile/trainingGraph'
import type { GraphInput } from '../../graph/graph'
import { sizeOf } from '../../graph/tensorType'
import { evaluateGraph } from '../../reference/evaluateGraph'
import { full, tensor, type Tensor } from '../../reference/tensor'
import { initialWeights } from '../initialWeights'

const [ROWS, STEPS, FEATURES, UNITS] = [3, 4, 2, 3]
const sizes = { units: UNITS }

function plan(...layers: LayerSpec[]) {
  return planModel({
    layers: [...layers, newLayer('output', 'output')],
    inputs: [{ name: 'x', kind: 'sequence', shape: [STEPS, FEATURES], vocabulary: 0 }],
    output: { kind: 'number' },
  })
}

function trainingGraph(...layers: LayerSpec[]) {
  return buildTrainingGraph(plan(...layers), { ...DEFAULT_TRAINING, optimizer: 'sgd', momentum: 0 })
}

/** Data and weights drawn by their names, the middle row padded at both ends; noise that drops nothing. */
function feed({ name, role, value }: GraphInput): Tensor {
  const shape = value.type.shape.map((size) => (size === 'batch' ? ROWS : size))
  if (role === 'mask') return full(shape, 1)
  if (role === 'schedule' || role === 'setting') return full(shape, 0.1)
  const random = createRandom(name.length)
  const isPadding = (index: number): boolean => {
    const step = Math.floor(index / FEATURES)
    return name === 'x' && (step === STEPS || step === 2 * STEPS - 1)
  }
  return tensor(
    shape,
    Array.from({ length: sizeOf(shape) }, (_, index) => (isPadding(index) ? 0 : random.normal())),
  )
}

/** The loss and all weights after a step. */
function trainOnce(...layers: LayerSpec[]): number[] {
  const { graph } = trainingGraph(...layers)
  const results = evaluateGraph(graph, new Map(graph.inputs.map((input) => [input.name, feed(input)])))
  return [...results.values()].flatMap(({ values }) => [...values])
}

const masking = newLayer('masking', 'masking', { value: 0 })
const SPECS: readonly (readonly [string, LayerSpec, LayerSpec])[] = (
  ['simpleRnn', 'gru', 'lstm'] as const
).flatMap((kind) =>
  (['forward', 'backward'] as const).map((direction) => {
    const settings = { ...sizes, direction, returnSequences: true }
    const usual = newLayer(kind, 'rnn', settings)
    return [
      `${kind} ${direction}`,
      usual,
      newLayer(kind, 'rnn', { ...settings, recurrentRate: 0.5 }),
    ] as const
  }),
)

describe('recurrent layers', () => {
  it.each(SPECS)('%s: step by step they learn what they learn at once', (_name, usual, dropping) => {
    const top = newLayer('lstm', 'top', sizes)
    for (const before of [[], [masking]]) {
      const expected = trainOnce(...before, usual, top)
      const found = trainOnce(...before, dropping, top)
      expect(found).toHaveLength(expected.length)
      found.forEach((value, index) => expect(value).toBeCloseTo(expected[index] ?? Number.NaN, 10))
    }
  })

  it('drop the same inputs and the same part of the state at every step of a row', () => {
    const { masks } = trainingGraph(newLayer('gru', 'rnn', { ...sizes, rate: 0.2, recurrentRate: 0.4 }))
    expect(masks).toEqual([
      { name: 'mask:rnn/input', shape: [1, FEATURES], width: FEATURES, draw: { kind: 'dropout', rate: 0.2 } },
      { name: 'mask:rnn/state', shape: [UNITS], width: UNITS, draw: { kind: 'dropout', rate: 0.4 } },
    ])
  })

  it('pass over padding, wherever it stands', () => {
    const last = newLayer('gru', 'rnn', sizes)
    const { graph } = trainingGraph(masking, last)
    const feeds = new Map(graph.inputs.map((input) => [input.name, feed(input)]))
    const lossAt = (padding: number): number | undefined => {
      const x = feeds.get('x') ?? full([], 0)
      const values = x.values.map((value) => (value === 0 ? padding : value))
      return evaluateGraph(
        trainingGraph(newLayer('masking', 'masking', { value: padding }), last).graph,
        new Map([...feeds, ['x', { ...x, values }]]),
      ).get('loss')?.values[0]
    }
    expect(lossAt(7)).toBeCloseTo(lossAt(0) ?? Number.NaN, 12)
  })

  it('have weights as Keras lays them out, those of the second direction behind those of the first', () => {
    const { parameters } = plan(newLayer('gru', 'rnn', { ...sizes, direction: 'both' }))
    expect(parameters.slice(0, -2).map(({ name, shape }) => [name, shape])).toEqual([
      ['rnn/kernel', [FEATURES, 3 * UNITS]],
      ['rnn/recurrentKernel', [UNITS, 3 * UNITS]],
      ['rnn/bias', [2, 3 * UNITS]],
      ['rnn/backwardKernel', [FEATURES, 3 * UNITS]],
      ['rnn/backwardRecurrentKernel', [UNITS, 3 * UNITS]],
      ['rnn/backwardBias', [2, 3 * UNITS]],
    ])
    const before = plan(newLayer('gru', 'rnn', { ...sizes, resetAfter: false })).parameters
    expect(before[2]?.shape).toEqual([3 * UNITS])
  })

  it('begin with an open forget gate where they are asked to', () => {
    const biasOf = (unitForgetBias: boolean) => {
      const { parameters } = plan(newLayer('lstm', 'rnn', { units: 1, unitForgetBias }))
      return [...(initialWeights(parameters, 1)[2] ?? [])]
    }
    expect(biasOf(true)).toEqual([0, 1, 0, 0])
    expect(biasOf(false)).toEqual([0, 0, 0, 0])
  })

  it('give a state a step, or the last one, of one direction or of both', () => {
    const shapeOf = (settings: object) =>
      plan(newLayer('lstm', 'rnn', { ...sizes, ...settings })).layers[0]?.outputShape
    expect(shapeOf({})).toEqual([UNITS])
    expect(shapeOf({ returnSequences: true })).toEqual([STEPS, UNITS])
    expect(shapeOf({ direction: 'both' })).toEqual([2 * UNITS])
    expect(shapeOf({ direction: 'both', merge: 'sum', returnSequences: true })).toEqual([STEPS, UNITS])
  })
})
