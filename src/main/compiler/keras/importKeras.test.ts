import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { LayerSpec } from '../../../shared/domain/modelSpec'
import { AppError } from '../../../shared/errors/appError'
import { sizeOf } from '../graph/tensorType'
import { planModel } from '../compile/modelPlan'
import { importKeras } from './importKeras'

interface Golden {
  readonly layers: Readonly<Record<string, { readonly weights: number; readonly shape: readonly number[] }>>
  readonly model: unknown
}

/** Written by Keras itself: makeKerasModels.py. */
const GOLDEN = JSON.parse(
  readFileSync(join(import.meta.dirname, '../../../../test/fixtures/kerasModels.json'), 'utf8'),
) as Record<string, Golden>

const table = { class_name: 'InputLayer', config: { name: 'in', batch_shape: [null, 4] } }
const dense = (name: string, config: object = {}) => ({
  class_name: 'Dense',
  config: { name, units: 2, activation: 'linear', use_bias: true, ...config },
})
const list = (...layers: object[]) => JSON.stringify({ class_name: 'Sequential', config: { layers } })

/** A graph in the words of Keras 2: a layer, and the names it reads. */
const graph = (ends: string[], ...layers: (readonly [object, ...string[]])[]) =>
  JSON.stringify({
    class_name: 'Functional',
    config: {
      layers: layers.map(([layer, ...reads]) => ({
        ...layer,
        name: (layer as { config: { name: string } }).config.name,
        inbound_nodes: reads.length === 0 ? [] : [reads.map((name) => [name, 0, 0, {}])],
      })),
      output_layers: ends.map((name) => [name, 0, 0]),
    },
  })

const kinds = (layers: readonly LayerSpec[]) => layers.map(({ kind }) => kind)

/** Puts junk in the place of one of all values, inner ones among them. */
function spoil(model: unknown, { pick, junk }: { pick: number; junk: unknown }): unknown {
  const places: { holder: Record<string, unknown>; key: string }[] = []
  const visit = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return
    for (const key of Object.keys(value)) {
      places.push({ holder: value as Record<string, unknown>, key })
      visit((value as Record<string, unknown>)[key])
    }
  }
  visit(model)
  const place = places[pick % places.length]
  if (place) place.holder[place.key] = junk
  return model
}

function catchError(act: () => unknown): unknown {
  try {
    act()
    return null
  } catch (thrown) {
    return thrown
  }
}

describe('importKeras', () => {
  it.each(Object.entries(GOLDEN))(
    'reads the %s model of Keras with the weights and shapes it has',
    (_, golden) => {
      const { layers, inputs, remarks } = importKeras(JSON.stringify(golden.model))
      const labels = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j']
      const output = remarks.find(({ code }) => code === 'outputFollowsData')
      const units = Number(output?.details['units'])
      const plan = planModel({
        ...{ layers, inputs },
        output: units === 1 ? { kind: 'number' } : { kind: 'classes', labels: labels.slice(0, units) },
        task: units === 1 ? 'regression' : 'multiclass',
      })
      const found = plan.layers
        .filter(({ spec }) => spec.kind !== 'input')
        .map(({ outputShape, parameters }) => ({
          weights: parameters.reduce((sum, { shape }) => sum + sizeOf(shape), 0),
          shape: outputShape,
        }))
      const softmax = Object.keys(golden.layers).filter((name) => name.startsWith('softmax'))
      const expected = Object.entries(golden.layers).filter(([name]) => !softmax.includes(name))
      expect(found).toEqual(expected.map(([, layer]) => layer))
    },
  )

  it('makes an output of the last dense layer and says what it was', () => {
    const found = importKeras(
      list(table, dense('dense'), dense('last_one', { units: 7, activation: 'softmax' })),
    )
    expect(found.layers).toMatchObject([
      { kind: 'dense', id: 'dense' },
      { kind: 'output', id: 'lastOne' },
    ])
    expect(found.remarks).toEqual([
      { code: 'outputFollowsData', layer: 'last_one', details: { units: 7, activation: 'softmax' } },
    ])
    expect(found.inputs).toEqual([{ name: 'x', kind: 'table', shape: [4], vocabulary: 0 }])
  })

  it('adds an output where a model ends in something else', () => {
    const found = importKeras(
      list(table, dense('one'), { class_name: 'Dropout', config: { name: 'off', rate: 0.5 } }),
    )
    expect(kinds(found.layers)).toEqual(['dense', 'dropout', 'output'])
    expect(found.remarks).toEqual([{ code: 'outputAdded', layer: 'off', details: {} }])
  })

  it('keeps connections, and an input that several layers read', () => {
    const add = { class_name: 'Add', config: { name: 'sum' } }
    const found = importKeras(
      graph(['end'], [dense('end'), 'sum'], [add, 'one', 'in'], [dense('one', { units: 4 }), 'in'], [table]),
    )
    expect(found.layers).toMatchObject([
      { kind: 'input', id: 'in', source: 'x' },
      { kind: 'dense', id: 'one' },
      { kind: 'add', id: 'sum', inputs: ['one', 'in'] },
      { kind: 'output', id: 'end' },
    ])
    expect(found.layers[1]).not.toHaveProperty('inputs')
  })

  it('reads the older spellings of Keras and TensorFlow.js', () => {
    const glorot = {
      class_name: 'VarianceScaling',
      config: { scale: 1, mode: 'fanAvg', distribution: 'uniform' },
    }
    const old = [
      dense('a_1', {
        batch_input_shape: [null, 3],
        kernel_initializer: 'he_normal',
        kernel_regularizer: 'l2',
      }),
      dense('b', {
        kernel_initializer: glorot,
        activation: { class_name: 'LeakyReLU', config: { alpha: 0.2 } },
      }),
      { class_name: 'LeakyReLU', config: { name: 'leak', alpha: 0.3 } },
      { class_name: 'BatchNormalization', config: { name: 'norm', axis: [1], momentum: 0.9, epsilon: 0.01 } },
      dense('c'),
    ]
    const model = { class_name: 'Sequential', config: old, keras_version: '2.1.6', backend: 'tensorflow' }
    const found = importKeras(JSON.stringify({ modelTopology: { model_config: model } }))
    expect(found.layers).toMatchObject([
      { id: 'a1', initializer: 'heNormal', l2: 0.01 },
      { initializer: 'glorotUniform', activation: 'leakyRelu' },
      { kind: 'leakyRelu', slope: 0.3 },
      { kind: 'batchNorm', momentum: 0.9, epsilon: 0.01 },
      { kind: 'output' },
    ])
    expect(found.inputs).toMatchObject([{ kind: 'table', shape: [3] }])
  })

  it('flattens a list of layers that stands in the place of one', () => {
    const inner = {
      class_name: 'Sequential',
      config: { name: 'block', layers: [table, dense('one'), dense('two')] },
    }
    const found = importKeras(graph(['end'], [table], [inner, 'in'], [dense('end'), 'block']))
    expect(found.layers.map(({ id }) => id)).toEqual(['blockOne', 'block', 'end'])
  })

  it('names layers differently, whatever they are called', () => {
    const names = ['dense_1', 'dense1', 'Dense 1', '1', '世界', 'training', 'x'.repeat(60)]
    const ids = importKeras(list(table, ...names.map((name) => dense(name)))).layers.map(({ id }) => id)
    expect(new Set(ids).size).toBe(names.length)
    expect(ids.every((id) => /^[a-z][A-Za-z0-9]{0,30}$/.test(id))).toBe(true)
    expect(ids).not.toContain('training')
  })

  it('takes other beginnings for weights with a remark', () => {
    const odd = { class_name: 'IdentityInitializer', config: {} }
    const { layers, remarks } = importKeras(
      list(table, dense('one', { kernel_initializer: odd }), dense('two')),
    )
    expect(layers[0]).toMatchObject({ initializer: 'glorotUniform' })
    expect(remarks[0]).toEqual({
      code: 'initializerReplaced',
      layer: 'one',
      details: { initializer: 'IdentityInitializer' },
    })
  })

  it('lets frozen layers learn, with a remark', () => {
    const { remarks } = importKeras(list(table, dense('one', { trainable: false }), dense('two')))
    expect(remarks[0]).toEqual({ code: 'frozen', layer: 'one', details: {} })
  })

  const refused: readonly (readonly [string, string, string, object])[] = [
    ['text that is no JSON', 'import keras', 'keras/unreadable', {}],
    ['JSON that is no model', '{"class_name":"Dense","config":{}}', 'keras/unreadable', {}],
    ['a model without layers', list(), 'keras/unreadable', {}],
    [
      'a layer that is not here',
      list(table, { class_name: 'ConvLSTM2D', config: { name: 'c' } }),
      'keras/unknown-layer',
      { layer: 'c', className: 'ConvLSTM2D' },
    ],
    [
      'a name that every object has',
      list(table, { class_name: 'constructor', config: { name: 'c' } }),
      'keras/unknown-layer',
      { layer: 'c', className: 'constructor' },
    ],
    [
      'a setting that is not here',
      list(table, dense('d', { bias_regularizer: { class_name: 'L2', config: { l2: 1 } } })),
      'keras/unsupported-setting',
      { layer: 'd', setting: 'bias_regularizer' },
    ],
    [
      'a setting that nobody knows',
      list(table, dense('d', { sparsity: 3 })),
      'keras/unsupported-setting',
      { layer: 'd', setting: 'sparsity', value: '3' },
    ],
    [
      'an activation that is not here',
      list(table, dense('d', { activation: 'hard_sigmoid' })),
      'keras/unsupported-setting',
      { layer: 'd', setting: 'activation', value: '"hard_sigmoid"' },
    ],
    [
      'a value out of range',
      list(table, { class_name: 'Dropout', config: { name: 'off', rate: 0.99 } }, dense('d')),
      'keras/unsupported-setting',
      { layer: 'off', setting: 'rate', value: '0.99' },
    ],
    [
      'an axis that is not the last one',
      list(
        { class_name: 'InputLayer', config: { name: 'in', batch_shape: [null, 4, 3] } },
        { class_name: 'BatchNormalization', config: { name: 'norm', axis: 1 } },
        dense('d'),
      ),
      'keras/unsupported-setting',
      { layer: 'norm', setting: 'axis', value: '1' },
    ],
    [
      'an input of five axes',
      list({ class_name: 'InputLayer', config: { name: 'in', batch_shape: [null, 2, 2, 2, 2] } }, dense('d')),
      'keras/unsupported-setting',
      { layer: 'in', setting: 'batch_shape' },
    ],
    [
      'several outputs',
      graph(['one', 'two'], [table], [dense('one'), 'in'], [dense('two'), 'in']),
      'keras/several-outputs',
      { layers: 'one, two' },
    ],
    ['a circle', graph(['one'], [dense('one'), 'two'], [dense('two'), 'one']), 'keras/broken-graph', {}],
    [
      'a layer that is not there',
      graph(['one'], [dense('one'), 'gone']),
      'keras/broken-graph',
      { layer: 'gone' },
    ],
  ]
  it.each(refused)('refuses %s', (_, text, code, details) => {
    expect(() => importKeras(text)).toThrow(
      expect.objectContaining({ code, details: expect.objectContaining(details) }),
    )
  })

  it('refuses more layers than anyone draws by hand', () => {
    const many = Array.from({ length: 1001 }, (_, index) => dense(`d${index}`))
    expect(() => importKeras(list(...many))).toThrow(
      expect.objectContaining({ code: 'keras/too-many-layers' }),
    )
  })

  it('reads or refuses whatever a file may hold, and never stumbles', () => {
    const texts = Object.values(GOLDEN).map(({ model }) => JSON.stringify(model))
    let read = 0
    fc.assert(
      fc.property(fc.constantFrom(...texts), fc.nat(), fc.jsonValue(), (text, pick, junk) => {
        const found = catchError(() => importKeras(JSON.stringify(spoil(JSON.parse(text), { pick, junk }))))
        if (found === null) read++
        else expect(found instanceof AppError && found.code.startsWith('keras/'), String(found)).toBe(true)
      }),
      { numRuns: 600, seed: 41 },
    )
    expect(read).toBeGreaterThan(100)
  })

  it('refuses a layer that is used twice', () => {
    const model = JSON.parse(graph(['one'], [table], [dense('one'), 'in'])) as {
      config: { layers: { inbound_nodes: unknown[] }[] }
    }
    model.config.layers[1]?.inbound_nodes.push([['one', 0, 0, {}]])
    expect(() => importKeras(JSON.stringify(model))).toThrow(
      expect.objectContaining({ code: 'keras/shared-layer' }),
    )
  })
})
