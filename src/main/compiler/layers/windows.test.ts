/** @file Layers with windows: the shapes that Keras gives them, what they refuse, and padding that they do not see. */
import { describe, expect, it } from 'vitest'
import type { LayerSpec } from '../../../shared/domain/modelSpec'
import { newLayer } from '../../../shared/domain/newLayer'
import { GraphBuilder } from '../graph/graphBuilder'
import { floats, sizeOf } from '../graph/tensorType'
import { evaluateGraph } from '../reference/evaluateGraph'
import { tensor } from '../reference/tensor'
import { channelsLast } from './feature'
import { headOf } from './head'
import { fromKeras, kerasAxes, toKeras } from './kerasLayout'
import type { LayerPlace } from './layer'
import { buildLayer, misfitOf, outputShapeOf, parametersOf } from './registry'

function placeOf(inputShape: readonly number[]): LayerPlace {
  const head = headOf({ output: { kind: 'number' } })
  return { inputShapes: [inputShape], inputShape, vocabulary: 0, head }
}

/** As keras.layers.*.compute_output_shape of Keras 3.15 has them. */
const SHAPES: readonly (readonly [LayerSpec, readonly number[], readonly number[]])[] = [
  [newLayer('conv1d', 'a', { filters: 4, padding: 'valid' }), [10, 3], [8, 4]],
  [newLayer('conv1d', 'a', { filters: 4, padding: 'causal', dilation: 3 }), [10, 3], [10, 4]],
  [newLayer('conv1d', 'a', { filters: 4, padding: 'causal', strides: 3 }), [10, 3], [4, 4]],
  [newLayer('conv1d', 'a', { filters: 6, padding: 'same', strides: 3, groups: 3 }), [10, 3], [4, 6]],
  [newLayer('conv2d', 'a', { filters: 5, padding: 'valid', strides: 2 }), [9, 8, 1], [4, 3, 5]],
  [newLayer('conv2d', 'a', { filters: 5, kernelWidth: 1, strides: 2, strideWidth: 1 }), [9, 8, 1], [5, 8, 5]],
  [newLayer('conv2d', 'a', { filters: 5, padding: 'valid', dilation: 3 }), [9, 8, 1], [3, 2, 5]],
  [newLayer('depthwiseConv2d', 'a', { depthMultiplier: 3, strides: 2 }), [5, 5, 2], [3, 3, 6]],
  [newLayer('separableConv1d', 'a', { filters: 4, strides: 2, padding: 'valid' }), [10, 3], [4, 4]],
  [newLayer('separableConv2d', 'a', { filters: 4, padding: 'valid' }), [5, 6, 3], [3, 4, 4]],
  [newLayer('conv2dTranspose', 'a', { filters: 4, padding: 'same', strides: 3 }), [4, 5, 2], [12, 15, 4]],
  [newLayer('conv2dTranspose', 'a', { filters: 4, padding: 'valid', strides: 2 }), [4, 5, 2], [9, 11, 4]],
  [newLayer('conv2dTranspose', 'a', { kernelSize: 1, padding: 'valid', strides: 2 }), [4, 5, 2], [8, 10, 32]],
  [newLayer('maxPool1d', 'a', { poolSize: 3 }), [10, 4], [3, 4]],
  [newLayer('maxPool1d', 'a', { poolSize: 3, padding: 'same' }), [10, 4], [4, 4]],
  [newLayer('averagePool1d', 'a', { poolSize: 3, strides: 2 }), [10, 4], [4, 4]],
  [newLayer('maxPool2d', 'a', { poolSize: 2, poolWidth: 3 }), [7, 7, 2], [3, 2, 2]],
  [newLayer('averagePool2d', 'a', { poolSize: 3, strides: 2, padding: 'same' }), [7, 8, 2], [4, 4, 2]],
  [newLayer('globalMaxPool', 'a'), [7, 8, 2], [2]],
  [newLayer('globalAveragePool', 'a'), [7, 3], [3]],
  [newLayer('upSample1d', 'a', { size: 3 }), [4, 2], [12, 2]],
  [newLayer('upSample2d', 'a', { size: 2, interpolation: 'bilinear' }), [4, 3, 2], [8, 6, 2]],
]

/** The layer alone, run by the reference on numbers that count up, and on zeros for weights. */
function build(spec: LayerSpec, inputShape: readonly number[], mask?: readonly number[]) {
  const builder = new GraphBuilder()
  const value = builder.input('x', 'rows', floats('batch', ...inputShape))
  const steps = inputShape[0] ?? 1
  const marks = mask ? builder.input('mask', 'rows', floats('batch', steps)) : null
  const input = { value, layout: 'channelsLast', mask: marks } as const
  const place = placeOf(inputShape)
  const parameters = parametersOf(spec, place)
  const made = buildLayer(spec, {
    ...{ emit: builder, place, inputs: [input], input, isTraining: true },
    parameter: (name) => {
      const shape = parameters.find((parameter) => parameter.name === name)?.shape ?? []
      return builder.op('constant', [], { value: 0.5, shape })
    },
    update: () => {},
    noise: () => null,
  })
  builder.output('y', channelsLast(builder, made))
  const count = 2 * sizeOf(inputShape)
  const feeds = new Map([
    [
      'x',
      tensor(
        [2, ...inputShape],
        Array.from({ length: count }, (_, index) => index - 3),
      ),
    ],
    ['mask', tensor([2, steps], mask ?? [])],
  ])
  return evaluateGraph(builder.build(), feeds).get('y')
}

describe('layers with windows', () => {
  it.each(SHAPES)('%o makes of %o what Keras makes of it', (spec, inputShape, expected) => {
    expect(misfitOf(spec, placeOf(inputShape))).toBeNull()
    expect(outputShapeOf(spec, placeOf(inputShape))).toEqual(expected)
    expect(build(spec, inputShape)?.shape).toEqual([2, ...expected])
  })

  it.each([
    ['rank', newLayer('conv2d', 'a'), [5, 3]],
    ['rank', newLayer('maxPool1d', 'a'), [5]],
    ['rank', newLayer('globalMaxPool', 'a'), [5]],
    ['tooSmall', newLayer('conv2d', 'a', { kernelSize: 3, padding: 'valid' }), [5, 2, 1]],
    ['tooSmall', newLayer('conv1d', 'a', { kernelSize: 3, dilation: 3, padding: 'valid' }), [6, 1]],
    ['tooSmall', newLayer('averagePool2d', 'a', { poolSize: 4 }), [3, 3, 1]],
    ['notDivisible', newLayer('conv2d', 'a', { filters: 4, groups: 2 }), [5, 5, 3]],
    ['notDivisible', newLayer('conv1d', 'a', { filters: 3, groups: 2 }), [5, 4]],
  ] as const)('refuses with %s', (reason, spec, inputShape) => {
    expect(misfitOf(spec, placeOf(inputShape))?.reason).toBe(reason)
  })

  it('pads the odd element at the end', () => {
    const mean = build(newLayer('averagePool1d', 'a', { poolSize: 2, strides: 2, padding: 'same' }), [3, 1])
    expect([...(mean?.values ?? [])]).toEqual([-2.5, -1, 0.5, 2])
  })

  it('looks at no padding in global pools, and makes 0 where there is nothing else', () => {
    const mask = [1, 1, 0, 0, 0, 0]
    const most = build(newLayer('globalMaxPool', 'a'), [3, 1], mask)
    const mean = build(newLayer('globalAveragePool', 'a'), [3, 1], mask)
    expect([...(most?.values ?? [])].map(Math.abs)).toEqual([2, 0])
    expect([...(mean?.values ?? [])]).toEqual([-2.5, 0])
  })

  it('limits the length of all weights that reach a filter', () => {
    const axes = (spec: LayerSpec, inputShape: readonly number[]) =>
      parametersOf(spec, placeOf(inputShape)).map(({ shape, unitAxis }) => shape[unitAxis])
    expect(axes(newLayer('conv2d', 'a', { filters: 7 }), [5, 5, 3])).toEqual([7, 7])
    expect(axes(newLayer('conv2dTranspose', 'a', { filters: 7 }), [5, 5, 3])).toEqual([7, 7])
    expect(axes(newLayer('conv1d', 'a', { filters: 7 }), [5, 3])).toEqual([7, 7])
    expect(axes(newLayer('separableConv2d', 'a', { filters: 7, depthMultiplier: 2 }), [5, 5, 3])).toEqual([
      6, 7, 7,
    ])
  })
})

describe('kerasLayout', () => {
  it('brings a kernel to filters first, and back', () => {
    const axes = kerasAxes('conv2d', 'kernel') ?? []
    // [i, j, c, o] = [1, 2, 1, 2]
    const keras = Float32Array.of(1, 2, 3, 4)
    expect([...fromKeras(keras, [1, 2, 1, 2], axes)]).toEqual([1, 3, 2, 4])
    expect(toKeras(fromKeras(keras, [1, 2, 1, 2], axes), [1, 2, 1, 2], axes)).toEqual(keras)
    expect(kerasAxes('conv1d', 'kernel')).toBeNull()
  })
})
