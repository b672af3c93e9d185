/** @file Noise has the shape of what it is put on, as that lies. */
import { describe, expect, it } from 'vitest'
import type { InputSpec } from '../../../shared/domain/modelInput'
import type { LayerSpec } from '../../../shared/domain/modelSpec'
import { newLayer } from '../../../shared/domain/newLayer'
import { DEFAULT_TRAINING } from '../../../shared/domain/trainingSpec'
import { buildPredictionGraph } from '../compile/forwardGraphs'
import { planModel } from '../compile/modelPlan'
import { buildTrainingGraph } from '../compile/trainingGraph'

const PICTURE: InputSpec = { name: 'x', kind: 'image', shape: [5, 4, 2], vocabulary: 0 }
const SEQUENCE: InputSpec = { name: 'x', kind: 'sequence', shape: [6, 3], vocabulary: 0 }
const window = newLayer('conv2d', 'window', { filters: 7, kernelSize: 2, padding: 'valid' })
const rest = [newLayer('flatten', 'flatten'), newLayer('output', 'output')]
const heads = { heads: 2, keyUnits: 3, rate: 0.1 }

function planOf(input: InputSpec, ...layers: readonly LayerSpec[]) {
  return planModel({ layers: [...layers, ...rest], inputs: [input], output: { kind: 'number' } })
}

function noiseOf(input: InputSpec, ...layers: readonly LayerSpec[]) {
  const { masks } = buildTrainingGraph(planOf(input, ...layers), DEFAULT_TRAINING)
  return masks.map(({ name, shape }) => [name, shape])
}

describe('noise', () => {
  it.each([
    [
      'a number each in a picture that a convolution made',
      PICTURE,
      [window, newLayer('dropout', 'n')],
      [7, 4, 3],
    ],
    ['a number each in a picture of the data', PICTURE, [newLayer('gaussianNoise', 'n')], [5, 4, 2]],
    ['a number each in steps', SEQUENCE, [newLayer('dropout', 'n')], [6, 3]],
    ['a number a channel of steps', SEQUENCE, [newLayer('spatialDropout', 'n')], [1, 3]],
    ['a number a channel of a picture of the data', PICTURE, [newLayer('spatialDropout', 'n')], [1, 1, 2]],
    [
      'a number a channel behind a convolution',
      PICTURE,
      [window, newLayer('spatialDropout', 'n')],
      [7, 1, 1],
    ],
  ] as const)('is %s', (_name, input, layers, shape) => {
    expect(noiseOf(input, ...layers)).toEqual([['mask:n', shape]])
  })

  it('falls on the shares of every head, and in a block on what comes out', () => {
    expect(noiseOf(SEQUENCE, newLayer('multiHeadAttention', 'a', heads))).toEqual([
      ['mask:a/shares', [2, 6, 6]],
    ])
    expect(noiseOf(SEQUENCE, newLayer('transformerBlock', 'b', heads))).toEqual([
      ['mask:b/attention/shares', [2, 6, 6]],
      ['mask:b/attended', [6, 3]],
      ['mask:b/network', [6, 3]],
    ])
  })

  it('is left out where it would change nothing', () => {
    expect(noiseOf(SEQUENCE, newLayer('dropout', 'n', { rate: 0 }))).toEqual([])
    expect(noiseOf(SEQUENCE, newLayer('gaussianNoise', 'n', { deviation: 0 }))).toEqual([])
  })

  it('belongs to training only', () => {
    const { inputs } = buildPredictionGraph(planOf(SEQUENCE, newLayer('dropout', 'n')))
    expect(inputs.filter(({ role }) => role === 'mask')).toEqual([])
  })
})
