import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { arbitraryLayer } from '../../../../test/support/layers'
import { GALLERY } from '../../../../test/support/modelGallery'
import { type InputSpec, tableInput } from '../../../shared/domain/modelInput'
import type { LayerKind, LayerSpec } from '../../../shared/domain/modelSpec'
import { LAYER_KINDS, newLayer } from '../../../shared/domain/newLayer'
import { DEFAULT_TRAINING } from '../../../shared/domain/trainingSpec'
import { diagnoseModel, inspectModel } from '../compile/inspectModel'
import { planModel } from '../compile/modelPlan'
import { exportKeras } from './exportKeras'
import { importKeras } from './importKeras'

const place = { inputs: [tableInput(4)], output: { kind: 'number' } } as const
const output = newLayer('output', 'output')

const STEPS: InputSpec = { name: 'x', kind: 'sequence', shape: [6, 4], vocabulary: 0 }
const INPUTS: readonly InputSpec[] = [
  tableInput(4),
  STEPS,
  { ...STEPS, kind: 'image', shape: [6, 5, 4] },
  { ...STEPS, kind: 'tokens', shape: [6], vocabulary: 7 },
]
const MERGING = new Set<LayerKind>(['add', 'multiply', 'concatenate'])
/** What becomes several layers, and what Keras has not. */
const COMPOSED = new Set<LayerKind>(['transformerBlock', 'positionalEncoding'])

/** The layer between an input and an output, with a pooling behind it where it leaves several axes. */
function around(layer: LayerSpec, input: InputSpec): LayerSpec[] {
  const alone = layer.kind === 'output' || layer.kind === 'input' ? [] : [layer]
  const merged = alone.map((each) => (MERGING.has(each.kind) ? { ...each, inputs: ['x', 'x'] } : each))
  const before: LayerSpec[] = MERGING.has(layer.kind) ? [newLayer('input', 'x')] : []
  const layers = [...before, ...merged]
  const plan = planModel({ ...place, inputs: [input], layers: [...layers, output] })
  const rank = plan.layers.at(-2)?.outputShape.length ?? 1
  return [...layers, ...(rank > 1 ? [newLayer('flatten', 'flat')] : []), output]
}

/** What says the same in two ways, said in the one in which it comes back. */
function normalise(layer: LayerSpec, shape: readonly number[]): LayerSpec {
  const found: Record<string, unknown> = { ...layer }
  const same = (name: string, usual: unknown, to: unknown = 0): void => {
    if (name in found && found[name] === usual) found[name] = to
  }
  same('kernelWidth', found['kernelSize'])
  same('strideWidth', found['strides'])
  same('poolWidth', found['poolSize'])
  if ('poolSize' in found && (found['poolWidth'] === 0 || !('poolWidth' in found)))
    same('strides', found['poolSize'])
  if (layer.kind === 'embedding') same('vocabulary', 0, 7)
  if (layer.kind === 'prelu' && shape.length === 1) found['isShared'] = false
  if ('merge' in layer && layer.direction !== 'both') found['merge'] = 'concat'
  const scaled = ['normal', 'truncatedNormal', 'uniform', 'constant']
  if ('initialScale' in layer && !scaled.includes(layer.initializer)) found['initialScale'] = 0.05
  return found as LayerSpec
}

describe('exportKeras', () => {
  it.each(LAYER_KINDS.filter((kind) => !COMPOSED.has(kind)))(
    'writes a %s layer that reads back as it was',
    (kind) => {
      let compared = 0
      fc.assert(
        fc.property(arbitraryLayer(kind, 'one'), fc.constantFrom(...INPUTS), (layer, input) => {
          const layers = around(layer, input)
          const request = { ...place, inputs: [input], layers }
          fc.pre(diagnoseModel(request).length === 0)
          // Only an embedding says how many tokens there are.
          fc.pre((input.kind === 'tokens') === (kind === 'embedding'))
          fc.pre(!('direction' in layer && layer.direction === 'backward' && layer.returnSequences))
          const written = exportKeras(request)
          const read = importKeras(JSON.stringify(written))
          expect(read.layers).toEqual(layers.map((each) => normalise(each, input.shape)))
          expect(read.inputs).toEqual([input])
          expect(exportKeras({ ...request, layers: read.layers })).toEqual(written)
          compared++
        }),
        { numRuns: 25, seed: 11 },
      )
      expect(compared).toBeGreaterThan(0)
    },
  )

  it('keeps the connections of every model of the gallery that Keras has', () => {
    for (const [name, model] of GALLERY) {
      if (model.layers.some(({ kind }) => COMPOSED.has(kind))) continue
      const { layers, inputs } = importKeras(JSON.stringify(exportKeras(model)))
      const sources = (list: readonly LayerSpec[]) =>
        planModel({ ...model, inputs: model.inputs, layers: list }).connections.sources
      expect(sources(layers), name).toEqual(sources(model.layers))
      expect(inputs, name).toEqual(model.inputs)
    }
  })

  it('writes a transformer block as the layers that it is made of, of the same weights', () => {
    const block = { heads: 2, keyUnits: 3, feedForwardUnits: 5, rate: 0.1 }
    for (const normFirst of [true, false]) {
      const layers = [
        newLayer('transformerBlock', 'block', { ...block, normFirst }),
        newLayer('globalMaxPool', 'most'),
        output,
      ]
      const request = { ...place, inputs: [STEPS], layers }
      const read = importKeras(JSON.stringify(exportKeras(request)))
      const weights = (list: readonly LayerSpec[]) =>
        inspectModel({ ...request, layers: list, batchSize: 2, optimizer: 'adam' })
      expect(weights(read.layers)).toMatchObject({ diagnostics: [], weights: weights(layers).weights })
      const look = normFirst
        ? 'layerNorm multiHeadAttention dropout add'
        : 'multiHeadAttention dropout add layerNorm'
      const think = normFirst ? 'layerNorm dense dense dropout add' : 'dense dense dropout add layerNorm'
      expect(read.layers.map(({ kind }) => kind).join(' ')).toBe(
        `${normFirst ? 'input ' : 'input '}${look} ${think} globalMaxPool output`,
      )
    }
  })

  it.each([
    newLayer('positionalEncoding', 'one'),
    newLayer('lstm', 'one', { direction: 'backward', returnSequences: true }),
  ])('refuses what Keras has not', (layer) => {
    const request = { ...place, inputs: [STEPS], layers: [layer, newLayer('flatten', 'flat'), output] }
    expect(() => exportKeras(request)).toThrow(
      expect.objectContaining({ code: 'keras/not-exportable', details: { layer: 'one', kind: layer.kind } }),
    )
  })

  it('ends an autoencoder in the shape of its input', () => {
    const picture: InputSpec = { ...STEPS, kind: 'image', shape: [4, 4, 2] }
    const training = { ...DEFAULT_TRAINING, mode: 'autoencoder', outputActivation: 'tanh' } as const
    const ends = (...layers: LayerSpec[]) => {
      const request = { ...place, inputs: [picture], layers: [...layers, output], training }
      const written = exportKeras(request).config['layers'] as { class_name: string; config: object }[]
      return written.slice(-2).map(({ class_name: className, config }) => ({ className, ...config }))
    }
    expect(ends(newLayer('flatten', 'flat'))).toMatchObject([
      { className: 'Dense', units: 32, activation: 'tanh' },
      { className: 'Reshape', name: 'output', target_shape: [4, 4, 2] },
    ])
    expect(ends(newLayer('conv2d', 'seen', { filters: 2 }))).toMatchObject([
      { className: 'Conv2D' },
      { className: 'Activation', name: 'output', activation: 'tanh' },
    ])
  })

  it('gives the output the units and activation of the task', () => {
    const labels = ['a', 'b', 'c']
    const last = (request: Partial<Parameters<typeof exportKeras>[0]>) => {
      const { config } = exportKeras({ ...place, layers: [output], ...request })
      const [, written] = config['layers'] as { config: object }[]
      return written?.config
    }
    expect(last({})).toMatchObject({ units: 1, activation: 'linear' })
    expect(last({ output: { kind: 'classes', labels } })).toMatchObject({ units: 3, activation: 'softmax' })
    expect(last({ output: { kind: 'classes', labels: labels.slice(1) } })).toMatchObject({
      units: 1,
      activation: 'sigmoid',
    })
  })
})
