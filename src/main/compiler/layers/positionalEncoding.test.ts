/** @file Where a step stands is told by sines and cosines, or by a table that is learnt. */
import { describe, expect, it } from 'vitest'
import { newLayer } from '../../../shared/domain/newLayer'
import { GraphBuilder } from '../graph/graphBuilder'
import { floats } from '../graph/tensorType'
import { evaluateGraph } from '../reference/evaluateGraph'
import { full, tensor } from '../reference/tensor'
import { feature } from './feature'
import { headOf } from './head'
import { buildLayer } from './registry'

const STEPS = 5
const CHANNELS = 6
const shape = [STEPS, CHANNELS]

/** What the layer adds to zeros. */
function encode(method: 'sinusoidal' | 'learnt', table: readonly number[] = []): number[] {
  const builder = new GraphBuilder()
  const input = feature(builder.input('x', 'rows', floats('batch', ...shape)))
  const head = headOf({ output: { kind: 'number' } })
  const place = { inputShapes: [shape], inputShape: shape, vocabulary: 0, head }
  const parameter = () => builder.input('table', 'setting', floats(...shape))
  const nothing = { isTraining: false, update: () => undefined, noise: () => null }
  const layer = newLayer('positionalEncoding', 'p', { method })
  const { value } = buildLayer(layer, { emit: builder, place, inputs: [input], input, parameter, ...nothing })
  builder.output('y', value)
  const feeds = new Map([
    ['x', full([1, ...shape], 0)],
    ['table', tensor(shape, table)],
  ])
  return [...(evaluateGraph(builder.build(), feeds).get('y')?.values ?? [])]
}

describe('positionalEncoding', () => {
  it('adds sines to even channels and cosines to odd ones, each pair slower than the one before', () => {
    const expected = Array.from({ length: STEPS }, (_, position) =>
      [0, 1, 2].flatMap((pair) => {
        const angle = position / Math.pow(10_000, (2 * pair) / CHANNELS)
        return [Math.sin(angle), Math.cos(angle)]
      }),
    ).flat()
    encode('sinusoidal').forEach((value, index) => expect(value).toBeCloseTo(expected[index] ?? 0, 12))
  })

  it('adds the table that it learns', () => {
    const table = Array.from({ length: STEPS * CHANNELS }, (_, index) => index / 7)
    expect(encode('learnt', table)).toEqual(table)
  })
})
