import { describe, expect, it } from 'vitest'
import { GraphBuilder } from '../graph/graphBuilder'
import { floats } from '../graph/tensorType'
import { peakBytes } from './peakBytes'

const options = { batchSize: 10, workspace: () => 0 }
/** Bytes of one [batch, 4]. */
const ONE = 4 * 10 * 4

function start() {
  const builder = new GraphBuilder()
  return { builder, x: builder.input('x', 'setting', floats('batch', 4)) }
}

describe('peakBytes', () => {
  it('gives a value back after its last read', () => {
    const { builder, x } = start()
    let y = x
    for (let step = 0; step < 5; step++) y = builder.op('tanh', [y])
    builder.output('y', y)
    expect(peakBytes(builder.build(), options)).toBe(2 * ONE)
  })

  it('keeps what is read later', () => {
    const { builder, x } = start()
    const first = builder.op('tanh', [x])
    const second = builder.op('tanh', [first])
    const third = builder.op('tanh', [second])
    builder.output('y', builder.op('add', [third, first]))
    expect(peakBytes(builder.build(), options)).toBe(3 * ONE)
  })

  it('counts another shape of the same numbers once', () => {
    const { builder, x } = start()
    const y = builder.op('tanh', [x])
    builder.output('y', builder.op('reshape', [y], { shape: ['batch', 2, 2] }))
    builder.output('same', y)
    expect(peakBytes(builder.build(), options)).toBe(ONE)
  })

  it('adds what an op needs while it runs', () => {
    const { builder, x } = start()
    builder.output('y', builder.op('tanh', [x]))
    const workspace = () => 1000
    expect(peakBytes(builder.build(), { ...options, workspace })).toBe(ONE + 1000)
  })

  it('counts rows where a step picks them, and never what it is handed', () => {
    const builder = new GraphBuilder()
    const rows = builder.input('x', 'rows', floats('batch', 4))
    const weights = builder.input('weights:w', 'carried', floats('batch', 4))
    builder.output('weights:w', builder.op('add', [rows, weights]))
    expect(peakBytes(builder.build(), options)).toBe(2 * ONE)
  })

  it('forgets results that nobody reads', () => {
    const builder = new GraphBuilder()
    const packed = builder.input('packed', 'setting', floats(8))
    const [first = packed] = builder.node('unpack', [packed], { shapes: [[4], [4]] })
    builder.output('y', builder.op('tanh', [first]))
    expect(peakBytes(builder.build(), options)).toBe(2 * 16)
  })
})
