/** @file The loop against the reference: the same steps, one after the other. */
import { InferenceSession, Tensor as OrtTensor } from 'onnxruntime-node'
import { describe, expect, it } from 'vitest'
import { PLAIN_WEIGHTS, type LayerSpec } from '../../../../shared/domain/modelSpec'
import { GOAL_LOSSES } from '../../../../shared/domain/loss'
import type { Output } from '../../../../shared/domain/task'
import { DEFAULT_TRAINING, OPTIMIZERS, type TrainingSpec } from '../../../../shared/domain/trainingSpec'
import { createRandom } from '../../../../shared/util/random'
import { planModel } from '../../compile/modelPlan'
import { buildTrainingGraph } from '../../compile/trainingGraph'
import type { Graph, GraphInput } from '../../graph/graph'
import { sizeOf } from '../../graph/tensorType'
import { evaluateGraph } from '../../reference/evaluateGraph'
import { tensor, type Tensor } from '../../reference/tensor'
import { emitTrainProgram } from './emitTrainProgram'
import { carriedOutput, LOSSES_OUTPUT, TRAIN_INPUTS } from './program'
import { encodeModel } from './proto'
import { tableInput } from '../../../../shared/domain/modelInput'

const STEPS = 3
const BATCH = 4
const ROWS = 10
const SEED = 22

const affine = {
  useBias: true,
  initializer: 'glorotUniform',
  ...PLAIN_WEIGHTS,
  l1: 0.02,
  l2: 0.01,
} as const
const layers: LayerSpec[] = [
  { kind: 'dense', id: 'hidden', units: 6, activation: 'gelu', ...affine },
  { kind: 'dropout', id: 'drop', rate: 0.5 },
  { kind: 'output', id: 'output', ...affine, maxNorm: 0.6 },
]
const THREE: Output = { kind: 'classes', labels: ['a', 'b', 'c'] }
const TWO: Output = { kind: 'classes', labels: ['no', 'yes'] }
const NUMBER: Output = { kind: 'number' }
const balanced = { classWeights: 'balanced' } as const
const smoothed = { loss: 'crossEntropy', labelSmoothing: 0.1, ...balanced } as const
const cases: [Output, Partial<TrainingSpec>][] = [
  ...OPTIMIZERS.map((optimizer): [Output, Partial<TrainingSpec>] => [THREE, { optimizer }]),
  ...OPTIMIZERS.map((optimizer): [Output, Partial<TrainingSpec>] => [
    THREE,
    { optimizer, schedule: 'cosine' },
  ]),
  [THREE, { optimizer: 'sgd', nesterov: true }],
  [THREE, { optimizer: 'sgd', momentum: 0 }],
  [THREE, { clipNorm: 0.1, clipValue: 0.05 }],
  ...[THREE, TWO].flatMap((output): [Output, Partial<TrainingSpec>][] => [
    [output, smoothed],
    [output, { loss: 'focal', ...balanced }],
    [output, { loss: 'hinge' }],
  ]),
  ...GOAL_LOSSES.regression.map((loss): [Output, Partial<TrainingSpec>] => [NUMBER, { loss }]),
]

/** What lies outside the loop for each input of the graph: whole tables and pools, a number a step, or one tensor. */
function drawOuter(graph: Graph): Map<string, Tensor> {
  const random = createRandom(SEED)
  const draw = (input: GraphInput): number => {
    if (input.value.type.element === 'int32') return random.integer(3)
    if (input.role === 'mask') return 2 * random.integer(2)
    return 0.1 + 0.2 * Math.abs(random.normal())
  }
  const outerShape = ({ role, value }: GraphInput): number[] => {
    const rest = value.type.shape.filter((size) => size !== 'batch')
    if (role === 'schedule') return [STEPS]
    return role === 'rows' || role === 'mask' ? [ROWS, ...rest] : rest
  }
  return new Map(
    graph.inputs.map((input) => {
      const shape = outerShape(input)
      return [
        input.name,
        tensor(
          shape,
          Array.from({ length: sizeOf(shape) }, () => draw(input)),
        ),
      ]
    }),
  )
}

function pickRows({ shape, values }: Tensor, rows: readonly number[]): Tensor {
  const width = sizeOf(shape.slice(1))
  const picked = rows.flatMap((row) => [...values.slice(row * width, (row + 1) * width)])
  return tensor([rows.length, ...shape.slice(1)], picked)
}

/** The steps of a chunk with the reference interpreter. */
function runReference(
  graph: Graph,
  outer: ReadonlyMap<string, Tensor>,
  lines: Record<'order' | 'noise', number[][]>,
) {
  const state = new Map(outer)
  const losses: number[] = []
  for (let step = 0; step < STEPS; step++) {
    const feeds = graph.inputs.map(({ name, role }) => {
      const table = state.get(name) ?? tensor([], [])
      if (role === 'rows') return [name, pickRows(table, lines.order[step] ?? [])] as const
      if (role === 'mask') return [name, pickRows(table, lines.noise[step] ?? [])] as const
      return [name, role === 'schedule' ? tensor([], table.values.slice(step, step + 1)) : table] as const
    })
    const results = evaluateGraph(graph, new Map(feeds))
    losses.push(results.get('loss')?.values[0] ?? Number.NaN)
    for (const [name, value] of results) state.set(name, value)
  }
  return { state, losses }
}

describe('emitTrainProgram', () => {
  it.each(cases)('does what the graph says, step after step: %j %j', async (output, change) => {
    const training = { ...DEFAULT_TRAINING, ...change }
    const plan = planModel({ layers, inputs: [tableInput(3)], output, training })
    const { graph } = buildTrainingGraph(plan, training)
    const outer = drawOuter(graph)
    const random = createRandom(SEED, 1)
    const drawLines = () =>
      Array.from({ length: STEPS }, () => Array.from({ length: BATCH }, () => random.integer(ROWS)))
    const lines = { order: drawLines(), noise: drawLines() }
    const expected = runReference(graph, outer, lines)

    const feeds = graph.inputs.map(({ name, value }) => {
      const { shape, values } = outer.get(name) ?? tensor([], [])
      const { element } = value.type
      return [
        name,
        new OrtTensor(
          element,
          element === 'int32' ? Int32Array.from(values) : Float32Array.from(values),
          shape,
        ),
      ]
    })
    const session = await InferenceSession.create(encodeModel(emitTrainProgram(graph)), {
      intraOpNumThreads: 1,
    })
    const results = await session.run({
      ...Object.fromEntries(feeds),
      [TRAIN_INPUTS.stepCount]: new OrtTensor('int64', [BigInt(STEPS)], []),
      [TRAIN_INPUTS.order]: new OrtTensor('int32', lines.order.flat(), [STEPS, BATCH]),
      [TRAIN_INPUTS.noise]: new OrtTensor('int32', lines.noise.flat(), [STEPS, BATCH]),
      [TRAIN_INPUTS.batchReciprocal]: new OrtTensor('float32', [1 / BATCH], []),
    })
    const close = (name: string, values: Iterable<number>) => {
      const data = results[name]?.data as Float32Array
      for (const [index, value] of [...values].entries())
        expect(data[index], `${name} ${index}`).toBeCloseTo(value, 4)
    }
    close(LOSSES_OUTPUT, expected.losses)
    for (const { name, role } of graph.inputs) {
      if (role === 'carried') close(carriedOutput(name), expected.state.get(name)?.values ?? [])
    }
  })
})
