import { describe, expect, it } from 'vitest'
import type { Node } from '../../graph/graph'
import { GraphBuilder } from '../../graph/graphBuilder'
import { floats } from '../../graph/tensorType'
import { findLateNodes } from './lateNodes'

const kinds = (nodes: readonly Node[] | undefined): string[] => nodes?.map(({ kind }) => kind) ?? []

function start() {
  const builder = new GraphBuilder()
  const input = (name: string) => builder.input(name, 'setting', floats(4))
  return { builder, x: input('x'), old: input('old'), ends: builder.input('ends', 'setting', floats()) }
}

describe('findLateNodes', () => {
  it('finds nothing where nothing is selected', () => {
    const { builder, x } = start()
    builder.output('y', builder.op('exp', [x]))
    expect(findLateNodes(builder.build())).toBeNull()
  })

  it('tells what only a selected value needs from what others read as well', () => {
    const { builder, x, old, ends } = start()
    const shared = builder.op('exp', [x])
    const next = builder.op('tanh', [builder.op('sigmoid', [shared])])
    builder.output('next', builder.op('select', [ends, next, old]))
    builder.output('shared', builder.op('abs', [shared]))
    const parts = findLateNodes(builder.build())
    expect(kinds(parts?.before)).toEqual(['exp', 'abs'])
    expect(kinds(parts?.late)).toEqual(['sigmoid', 'tanh'])
    expect(parts?.after).toEqual([])
  })

  it('runs what reads a selected value after it, and selects of another condition too', () => {
    const { builder, x, old, ends } = start()
    const moved = builder.op('select', [ends, builder.op('exp', [x]), old])
    const seldom = builder.op('step', [ends])
    const again = builder.op('select', [ends, builder.op('tanh', [moved]), old])
    builder.output('y', builder.op('select', [seldom, again, moved]))
    const parts = findLateNodes(builder.build())
    expect(kinds(parts?.before)).toEqual(['step'])
    expect(kinds(parts?.late)).toEqual(['exp'])
    expect(kinds(parts?.selects)).toEqual(['select'])
    expect(kinds(parts?.after)).toEqual(['tanh', 'select', 'select'])
  })

  it('makes at once what is handed on otherwise', () => {
    const { builder, x, old, ends } = start()
    const before = builder.op('abs', [old])
    builder.output('y', builder.op('select', [ends, builder.op('multiply', [x, before]), before]))
    const parts = findLateNodes(builder.build())
    expect(kinds(parts?.before)).toEqual(['abs'])
    expect(kinds(parts?.late)).toEqual(['multiply'])
  })
})
