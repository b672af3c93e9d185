import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { arbitraryLayer } from '../../../../test/support/layers'
import { MISFIT_REASONS } from '../../../shared/domain/modelCheck'
import { type InputSpec, tableInput } from '../../../shared/domain/modelInput'
import type { LayerSpec } from '../../../shared/domain/modelSpec'
import { LAYER_KINDS, type NewKind, newLayer } from '../../../shared/domain/newLayer'
import { DEFAULT_TRAINING } from '../../../shared/domain/trainingSpec'
import { buildEvaluationGraph } from './forwardGraphs'
import { diagnoseModel, inspectModel } from './inspectModel'
import { planModel } from './modelPlan'
import { buildTrainingGraph } from './trainingGraph'

const output = newLayer('output', 'output')
const place = { output: { kind: 'number' }, batchSize: 2, optimizer: 'adam' } as const

const arbitraryInput = (name: string): fc.Arbitrary<InputSpec> =>
  fc
    .tuple(
      fc.constantFrom('table', 'sequence', 'image', 'tokens'),
      fc.array(fc.integer({ min: 0, max: 6 }), { minLength: 3, maxLength: 3 }),
    )
    .map(([kind, sizes]) => ({
      ...{ name, kind },
      shape: sizes.slice(0, { table: 1, sequence: 2, image: 3, tokens: 1 }[kind]),
      vocabulary: kind === 'tokens' ? 5 : 0,
    }))

const arbitraryInputs = fc.tuple(arbitraryInput('x'), arbitraryInput('y')).map((inputs) => [...inputs])

/** What a layer reads: nothing said, or names of which some lead nowhere. */
const arbitraryNames = fc.option(
  fc.array(fc.constantFrom('l0', 'l1', 'l2', 'l3', 'gone'), { minLength: 1, maxLength: 3 }),
  { freq: 2 },
)

const arbitraryLayers = fc
  .array(fc.tuple(fc.constantFrom(...LAYER_KINDS), arbitraryNames), { maxLength: 4 })
  .chain((kinds) =>
    fc.tuple(
      ...kinds.map(([kind, names], index) =>
        arbitraryLayer(kind, `l${index}`).map((layer): LayerSpec => {
          if (layer.kind === 'input') return { ...layer, source: index % 2 === 0 ? 'x' : 'y' }
          return names === null ? layer : { ...layer, inputs: names }
        }),
      ),
    ),
  )
  .map((layers) => [...layers, output])

describe('any list of layers', () => {
  it('is inspected without an error, and compiles where nothing is said against it', () => {
    let compiled = 0
    fc.assert(
      fc.property(arbitraryLayers, arbitraryInputs, (layers, inputs) => {
        const request = { ...place, layers, inputs }
        const { diagnostics } = inspectModel(request)
        if (diagnostics.length > 0) return
        compiled++
        const plan = planModel(request)
        buildTrainingGraph(plan, DEFAULT_TRAINING)
        buildEvaluationGraph(plan)
      }),
      { numRuns: 400, seed: 23 },
    )
    expect(compiled).toBeGreaterThan(10)
  })

  it.each(LAYER_KINDS)('of one %s is, whatever it reads', (kind) => {
    fc.assert(
      fc.property(
        arbitraryLayer(kind, 'l0'),
        arbitraryInputs,
        fc.integer({ min: 0, max: 3 }),
        (layer, inputs, count) => {
          const sources = inputs.map(({ name }) => newLayer('input', name, { source: name }))
          const names = ['x', 'y', 'x'].slice(0, count)
          const reader = layer.kind === 'input' || count === 0 ? layer : { ...layer, inputs: names }
          const layers = [...sources, reader, newLayer('flatten', 'flat'), output]
          const request = { ...place, layers, inputs }
          const wrong = inspectModel(request).diagnostics.filter(({ code }) => code !== 'model/unused-layer')
          if (wrong.length === 0) buildTrainingGraph(planModel(request), DEFAULT_TRAINING)
        },
      ),
      { numRuns: 40, seed: 29 },
    )
  })
})

const TABLE: InputSpec = { name: 'x', kind: 'table', shape: [6], vocabulary: 0 }
const STEPS: InputSpec = { ...TABLE, kind: 'sequence', shape: [5, 4] }
const PICTURE: InputSpec = { ...TABLE, kind: 'image', shape: [5, 4, 3] }
const TOKENS: InputSpec = { ...TABLE, kind: 'tokens', vocabulary: 9 }

/** The reason why a layer does not fit, with what it wants and what it is given. */
function misfit(input: InputSpec, ...layers: LayerSpec[]): string {
  const found = diagnoseModel({
    ...place,
    inputs: [input],
    layers: [...layers, newLayer('flatten', 'flat'), output],
  })
  const [first] = found.filter(({ code }) => code === 'model/shape-mismatch')
  return first ? `${first.path} ${first.details['reason']}` : 'none'
}

describe('a layer that does not fit', () => {
  const two = (id: string, kind: NewKind) =>
    ({ ...newLayer(kind, id), inputs: ['data', 'other'] }) as LayerSpec
  const data = newLayer('input', 'data')
  const cases: readonly (readonly [string, InputSpec, readonly LayerSpec[]])[] = [
    ['one inputCount', TABLE, [newLayer('add', 'one')]],
    ['one inputCount', TABLE, [data, newLayer('dense', 'other'), two('one', 'dense')]],
    ['one rank', TABLE, [newLayer('conv1d', 'one')]],
    ['one rank', STEPS, [newLayer('maxPool2d', 'one')]],
    ['one rank', PICTURE, [newLayer('lstm', 'one')]],
    ['one rank', STEPS, [newLayer('repeatVector', 'one')]],
    ['one tooSmall', STEPS, [newLayer('conv1d', 'one', { kernelSize: 9, padding: 'valid' })]],
    ['one tooSmall', PICTURE, [newLayer('maxPool2d', 'one', { poolSize: 6 })]],
    ['one tooSmall', PICTURE, [newLayer('cropping2d', 'one', { top: 4 })]],
    ['one unequalShapes', TABLE, [data, newLayer('dense', 'other', { units: 5 }), two('one', 'multiply')]],
    [
      'one unequalShapes',
      STEPS,
      [data, newLayer('conv1d', 'other', { strides: 2 }), two('one', 'concatenate')],
    ],
    ['one notDivisible', PICTURE, [newLayer('conv2d', 'one', { groups: 2 })]],
    ['one notDivisible', TABLE, [newLayer('groupNorm', 'one', { groups: 4 })]],
    ['one elementCount', STEPS, [newLayer('reshape', 'one', { shape: [3, 7] })]],
    ['one noVocabulary', TABLE, [newLayer('embedding', 'one')]],
    ['one noVocabulary', TOKENS, [newLayer('embedding', 'one', { vocabulary: 4 })]],
    ['one tokens', TOKENS, [newLayer('dense', 'one')]],
    ['one tokens', TOKENS, [data, newLayer('masking', 'one')]],
  ]

  it.each(cases)('says %s', (expected, input, layers) => {
    expect(misfit(input, ...layers)).toBe(expected)
  })

  it('says that weights were trained for another input', () => {
    const layers = [newLayer('dense', 'one', { units: 3 }), output]
    const backbone = {
      ...{ id: 'net', weights: 'a'.repeat(64), inputShape: [4], weightCount: 15, rateShare: 1 },
      ...{ layers: [{ id: 'one', from: 'one', isFrozen: true }], keepsStatistics: true, scaling: null },
    }
    const found = (columns: number) =>
      diagnoseModel({ ...place, inputs: [tableInput(columns)], layers, backbones: [backbone] })
    expect(found(4)).toEqual([])
    expect(found(6)).toMatchObject([{ path: 'one', details: { reason: 'notTrainedFor', expected: '[4]' } }])
  })

  it('has a case for every reason', () => {
    const reasons = new Set(cases.map(([expected]) => expected.split(' ')[1])).add('notTrainedFor')
    expect(MISFIT_REASONS.filter((reason) => !reasons.has(reason))).toEqual([])
  })
})
