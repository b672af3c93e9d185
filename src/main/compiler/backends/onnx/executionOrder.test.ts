import { describe, expect, it } from 'vitest'
import { GraphBuilder } from '../../graph/graphBuilder'
import { floats } from '../../graph/tensorType'
import { executionOrder } from './executionOrder'

describe('executionOrder', () => {
  it('runs the later input of a node before the earlier one, however deep that one is', () => {
    const builder = new GraphBuilder()
    const x = builder.input('x', 'setting', floats(4))
    const y = builder.op('relu', [x])
    const deep = builder.op('tanh', [builder.op('exp', [y])])
    const late = builder.op('step', [y])
    builder.output('z', builder.op('multiply', [deep, late]))
    expect(executionOrder(builder.build()).map(({ kind }) => kind)).toEqual([
      ...['relu', 'step', 'exp', 'tanh', 'multiply'],
    ])
  })

  it('begins with what the last end needs, and runs everything once, after what it reads', () => {
    const builder = new GraphBuilder()
    const x = builder.input('x', 'setting', floats(4))
    const shared = builder.op('exp', [x])
    builder.output('first', builder.op('tanh', [builder.op('sigmoid', [shared])]))
    builder.output('last', builder.op('abs', [shared]))
    expect(executionOrder(builder.build()).map(({ kind }) => kind)).toEqual(['exp', 'abs', 'sigmoid', 'tanh'])
  })
})
