/** @file Which shapes layers take, and which they give. */
import { describe, expect, it } from 'vitest'
import type { LayerSpec } from '../../../shared/domain/modelSpec'
import type { MisfitReason } from '../../../shared/domain/modelCheck'
import { newLayer } from '../../../shared/domain/newLayer'
import { headOf } from './head'
import type { LayerPlace } from './layer'
import { misfitOf, outputShapeOf } from './registry'

type Shape = readonly number[]

function placeOf(...inputShapes: readonly Shape[]): LayerPlace {
  const head = headOf({ output: { kind: 'number' } })
  return { inputShapes, inputShape: inputShapes[0] ?? [], vocabulary: 0, head }
}

const margins = { top: 1, bottom: 2, left: 0, right: 3 }
const attention = newLayer('multiHeadAttention', 'a')

const FITTING: readonly (readonly [LayerSpec, readonly Shape[], Shape])[] = [
  [newLayer('dense', 'a', { units: 7 }), [[5]], [7]],
  [newLayer('dense', 'a', { units: 7 }), [[4, 3, 2]], [4, 3, 7]],
  [newLayer('flatten', 'a'), [[4, 3, 2]], [24]],
  [newLayer('flatten', 'a'), [[5]], [5]],
  [newLayer('reshape', 'a', { shape: [2, -1] }), [[4, 3]], [2, 6]],
  [newLayer('reshape', 'a', { shape: [12] }), [[4, 3]], [12]],
  [newLayer('permute', 'a', { order: [2, 1] }), [[4, 3]], [3, 4]],
  [newLayer('permute', 'a', { order: [3, 1, 2] }), [[4, 3, 2]], [2, 4, 3]],
  [newLayer('repeatVector', 'a', { count: 3 }), [[5]], [3, 5]],
  [newLayer('cropping1d', 'a', { before: 1, after: 2 }), [[4, 3]], [1, 3]],
  [newLayer('cropping2d', 'a', margins), [[4, 5, 2]], [1, 2, 2]],
  [newLayer('zeroPadding1d', 'a', { before: 1, after: 2 }), [[4, 3]], [7, 3]],
  [newLayer('zeroPadding2d', 'a', margins), [[4, 5, 2]], [7, 8, 2]],
  [
    newLayer('add', 'a'),
    [
      [4, 3],
      [4, 3],
      [4, 3],
    ],
    [4, 3],
  ],
  [
    newLayer('add', 'a'),
    [
      [4, 1],
      [1, 3],
    ],
    [4, 3],
  ],
  [newLayer('multiply', 'a'), [[4, 5, 3], [3]], [4, 5, 3]],
  [
    newLayer('concatenate', 'a'),
    [
      [4, 3],
      [4, 1],
      [4, 2],
    ],
    [4, 6],
  ],
  [newLayer('groupNorm', 'a', { groups: 3 }), [[4, 6]], [4, 6]],
  [attention, [[4, 3]], [4, 3]],
  [
    attention,
    [
      [4, 3],
      [6, 2],
    ],
    [4, 3],
  ],
  [
    attention,
    [
      [4, 3],
      [6, 2],
      [6, 5],
    ],
    [4, 3],
  ],
  [newLayer('transformerBlock', 'a'), [[4, 3]], [4, 3]],
  [newLayer('positionalEncoding', 'a'), [[4, 3]], [4, 3]],
  [newLayer('prelu', 'a'), [[4, 3, 2]], [4, 3, 2]],
]

const MISFITS: readonly (readonly [LayerSpec, readonly Shape[], MisfitReason])[] = [
  [newLayer('reshape', 'a', { shape: [5, -1] }), [[4, 3]], 'elementCount'],
  [newLayer('reshape', 'a', { shape: [13] }), [[4, 3]], 'elementCount'],
  [newLayer('reshape', 'a', { shape: [24, -1] }), [[4, 3]], 'elementCount'],
  [newLayer('permute', 'a', { order: [2, 1] }), [[4, 3, 2]], 'rank'],
  [newLayer('repeatVector', 'a'), [[4, 3]], 'rank'],
  [newLayer('cropping1d', 'a', { before: 2, after: 2 }), [[4, 3]], 'tooSmall'],
  [newLayer('cropping1d', 'a'), [[4]], 'rank'],
  [newLayer('cropping2d', 'a', margins), [[3, 9, 1]], 'tooSmall'],
  [newLayer('cropping2d', 'a', margins), [[9, 9]], 'rank'],
  [newLayer('zeroPadding1d', 'a'), [[4]], 'rank'],
  [newLayer('zeroPadding2d', 'a'), [[4, 3]], 'rank'],
  [newLayer('add', 'a'), [[4, 3]], 'inputCount'],
  [
    newLayer('add', 'a'),
    [
      [4, 3],
      [3, 3],
    ],
    'unequalShapes',
  ],
  [newLayer('multiply', 'a'), [[4, 3], [2]], 'unequalShapes'],
  [
    newLayer('concatenate', 'a'),
    [
      [4, 3],
      [5, 3],
    ],
    'unequalShapes',
  ],
  [newLayer('concatenate', 'a'), [[4, 3], [3]], 'unequalShapes'],
  [newLayer('spatialDropout', 'a'), [[4]], 'rank'],
  [newLayer('groupNorm', 'a', { groups: 4 }), [[4, 6]], 'notDivisible'],
  [attention, [[4]], 'rank'],
  [
    attention,
    [
      [4, 3],
      [6, 2],
      [5, 2],
    ],
    'unequalShapes',
  ],
  [
    attention,
    [
      [4, 3],
      [4, 3],
      [4, 3],
      [4, 3],
    ],
    'inputCount',
  ],
  [newLayer('transformerBlock', 'a'), [[4, 3, 2]], 'rank'],
  [newLayer('positionalEncoding', 'a'), [[4]], 'rank'],
]

describe('layers', () => {
  it.each(FITTING)('%j takes %j and gives %j', (spec, inputs, output) => {
    expect(misfitOf(spec, placeOf(...inputs))).toBeNull()
    expect(outputShapeOf(spec, placeOf(...inputs))).toEqual(output)
  })

  it.each(MISFITS)('%j does not take %j: %s', (spec, inputs, reason) => {
    expect(misfitOf(spec, placeOf(...inputs))?.reason).toBe(reason)
  })
})
