import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { expectSame, toleranceOf } from '../../support/parity/expectSame'
import { firstWeights, fingerprint, KERAS_CASES, toKerasRequest } from '../../support/parity/kerasRequests'
import { PARITY_CASES, type ParityCase } from '../../support/parity/parityCases'
import { runParity } from '../../support/parity/runParity'
import { trainInTensorFlow } from '../../support/parity/tensorFlowJs'
import { decideLoss, GOAL_LOSSES } from '../../../src/shared/domain/loss'
import { LAYER_KINDS } from '../../../src/shared/domain/newLayer'
import { TASKS } from '../../../src/shared/domain/task'
import { OPTIMIZERS } from '../../../src/shared/domain/trainingSpec'
import { planModel } from '../../../src/main/compiler/compile/modelPlan'
import { sizeOf } from '../../../src/main/compiler/graph/tensorType'

interface KerasTraining {
  readonly fingerprint: string
  readonly layers: Readonly<Record<string, { readonly weights: number; readonly shape: readonly number[] }>>
  readonly losses: readonly number[]
  readonly predictions: readonly number[]
}

const KERAS = JSON.parse(
  readFileSync(join(import.meta.dirname, '../../fixtures/kerasTrainings.json'), 'utf8'),
) as Record<string, KerasTraining>

const runs = new Map<string, ReturnType<typeof runParity>>()
/** Both engines are compared with the same run. */
function runOnce(name: string, one: ParityCase): ReturnType<typeof runParity> {
  const run = runs.get(name) ?? runParity(one)
  runs.set(name, run)
  return run
}

const kinds = (cases: readonly (readonly [string, ParityCase])[]) =>
  new Set(cases.flatMap(([, { model }]) => model.layers.map(({ kind }) => kind)))
const optimizers = (cases: readonly (readonly [string, ParityCase])[]) =>
  new Set(cases.map(([, { training }]) => training.optimizer))
const losses = (cases: readonly (readonly [string, ParityCase])[]) =>
  new Set(cases.map(([, { model, training }]) => `${model.task} ${decideLoss(model.task, training.loss)}`))
const ALL_LOSSES = TASKS.flatMap((task) => GOAL_LOSSES[task].map((loss) => `${task} ${loss}`))

describe('a model exported to Keras', () => {
  it.each(KERAS_CASES)('trains %s there as here', async (name, one) => {
    const golden = KERAS[name]
    const isOfCase = golden?.fingerprint === fingerprint(toKerasRequest(name, one))
    expect(isOfCase, 'figures are of another case: see test/fixtures/writeKerasRequests.ts').toBe(true)
    if (golden) expectSame(await runOnce(name, one), golden, toleranceOf(one))
  })

  it('has the weights and shape of every layer that it has here', () => {
    for (const [name, { model }] of KERAS_CASES) {
      for (const { spec, outputShape, parameters } of planModel(model).layers) {
        if (spec.kind === 'input') continue
        const parts = Object.entries(KERAS[name]?.layers ?? {}).filter(
          ([layer]) => layer === spec.id || layer.startsWith(`${spec.id}_`),
        )
        const weights = parts.reduce((total, [, part]) => total + part.weights, 0)
        const shape = KERAS[name]?.layers[spec.id]?.shape
        expect({ weights, shape }, `${name}: ${spec.id}`).toEqual({
          weights: parameters.reduce((total, each) => total + sizeOf(each.shape), 0),
          shape: outputShape,
        })
      }
    }
  })

  it('begins with the weights of the run', async () => {
    const [[name, one] = []] = PARITY_CASES
    if (name === undefined || one === undefined) return
    expect((await runOnce(name, one)).weights).toEqual(firstWeights(one))
  })

  it('covers every loss, every optimizer, and every layer but one that Keras has not', () => {
    expect(LAYER_KINDS.filter((kind) => !kinds(KERAS_CASES).has(kind))).toEqual(['positionalEncoding'])
    expect(OPTIMIZERS.filter((name) => !optimizers(KERAS_CASES).has(name))).toEqual([])
    expect(ALL_LOSSES.filter((loss) => !losses(KERAS_CASES).has(loss))).toEqual([])
  })
})

/** What TensorFlow.js cannot build or train, or trains wrongly, and why. */
const NOT_IN_TENSORFLOW: Readonly<Record<string, string>> = {
  'leaky dense': 'no such activation, the layer only',
  'short weights': 'shortens weights when they are set, before anything is trained',
  'grouped pictures': 'no groups, no GroupNormalization, no SpatialDropout2D',
  'smooth pictures': 'wrong gradients of up-sampling and of means at the edge',
  'shaped steps':
    'no causal padding; SeparableConv1D, UpSampling1D, ZeroPadding1D, Cropping1D are pictures there',
  'gates behind': 'no reset gate behind the product',
  attention: 'no attention that loads, no positions',
  'looking around': 'no attention that loads',
  transformer: 'no attention that loads',
  positions: 'no positions',
  adamw: 'no such optimizer',
  nadam: 'no such optimizer',
  lion: 'no such optimizer',
  'log-cosh': 'no such loss',
  quantile: 'no such loss',
  poisson: 'no such loss',
  'binary focal': 'no such loss',
  'binary divergence': 'no such loss',
  'multiclass focal': 'no such loss',
  'multiclass divergence': 'no such loss',
}

describe('a model exported to TensorFlow.js', () => {
  const cases = PARITY_CASES.filter(([name]) => !(name in NOT_IN_TENSORFLOW))

  it.each(cases)('trains %s there as here', async (name, one) => {
    expectSame(await runOnce(name, one), await trainInTensorFlow(one), toleranceOf(one))
  })

  it('is there for at least twenty models; what is missing has figures of Keras', () => {
    expect(cases.length).toBeGreaterThanOrEqual(20)
    const missing = LAYER_KINDS.filter((kind) => !kinds(cases).has(kind))
    expect(missing).toEqual([
      ...['separableConv1d', 'upSample1d', 'upSample2d', 'cropping1d', 'zeroPadding1d', 'spatialDropout'],
      ...['groupNorm', 'multiHeadAttention', 'transformerBlock', 'positionalEncoding'],
    ])
    const inKeras = kinds(KERAS_CASES)
    expect(missing.filter((kind) => !inKeras.has(kind))).toEqual(['positionalEncoding'])
    expect(OPTIMIZERS.filter((name) => !optimizers(cases).has(name))).toEqual(['adamw', 'nadam', 'lion'])
    expect(ALL_LOSSES.filter((loss) => !losses(cases).has(loss))).toEqual([
      ...['binary klDivergence', 'binary focal', 'multiclass klDivergence', 'multiclass focal'],
      ...['regression logCosh', 'regression poisson', 'regression quantile'],
    ])
  })

  it('is not asked for what it cannot', async () => {
    const refused = PARITY_CASES.filter(([name]) => name in NOT_IN_TENSORFLOW)
    expect(refused.map(([name]) => name).sort()).toEqual(Object.keys(NOT_IN_TENSORFLOW).sort())
    for (const [name, one] of refused.filter(([name]) => NOT_IN_TENSORFLOW[name]?.startsWith('no '))) {
      await expect(trainInTensorFlow(one), name).rejects.toThrow()
    }
  })
})
