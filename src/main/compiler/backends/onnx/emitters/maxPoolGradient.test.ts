/** @file Where elements of a window are equal, the gradient is shared or goes to one of them: it does not grow. */
import { describe, expect, it } from 'vitest'
import { runGraph } from '../../../../../../test/support/runGraph'
import { GraphBuilder } from '../../../graph/graphBuilder'
import { floats } from '../../../graph/tensorType'
import { full, tensor } from '../../../reference/tensor'

const pools = [
  { name: 'tiles', size: [2, 2], strides: [2, 2] },
  { name: 'rows', size: [2, 1], strides: [2, 1] },
  { name: 'overlapping windows', size: [3, 3], strides: [1, 1] },
] as const

describe('maxPool2dGrad', () => {
  it.each(pools)(
    'hands on as much as it is given over $name of equal elements',
    async ({ size, strides }) => {
      const builder = new GraphBuilder()
      const x = builder.input('x', 'rows', floats('batch', 1, 4, 4))
      const pool = { size, strides, margins: [NONE, NONE] } as const
      const y = builder.op('maxPool2d', [x], pool)
      const d = builder.input('d', 'rows', y.type)
      builder.output('gradient', builder.op('maxPool2dGrad', [x, y, d], pool))
      const shape = [2, ...y.type.shape.slice(1).map(Number)]
      const given = full(shape, 1)
      const feeds = new Map([
        [
          'x',
          tensor(
            [2, 1, 4, 4],
            Array.from({ length: 32 }, (_, index) => (index < 16 ? 0 : 3)),
          ),
        ],
        ['d', given],
      ])
      const results = await runGraph(builder.build(), feeds, 'cpu')
      const sum = [...(results['gradient']?.data as Float32Array)].reduce((total, value) => total + value, 0)
      expect(sum).toBeCloseTo(given.values.length, 5)
    },
  )
})

const NONE = [0, 0] as const
