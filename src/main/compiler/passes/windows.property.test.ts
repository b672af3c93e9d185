/** @file The passes over windows keep the values of any chain of layers. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createRandom } from '../../../shared/util/random'
import type { Value } from '../graph/graph'
import { GraphBuilder } from '../graph/graphBuilder'
import { printGraph } from '../graph/printGraph'
import { floats, sizeOf } from '../graph/tensorType'
import { verifyGraph } from '../graph/verifyGraph'
import { placesOf } from '../ops/sliding'
import { evaluateGraph } from '../reference/evaluateGraph'
import { tensor } from '../reference/tensor'
import { cropUnseen } from './cropUnseen'
import { poolFirst } from './poolFirst'

const CHANNELS = 2

interface Window {
  readonly size: number
  readonly stride: number
  readonly margin: number
}

type Link =
  | (Window & { readonly kind: 'conv2d' | 'maxPool2d' | 'averagePool2d' })
  | { readonly kind: 'relu' | 'tanh' | 'abs' | 'bias' }

const window = {
  size: fc.integer({ min: 1, max: 3 }),
  stride: fc.integer({ min: 1, max: 3 }),
  margin: fc.nat(1),
}
const arbitraryLink: fc.Arbitrary<Link> = fc.oneof(
  fc.record({
    kind: fc.constantFrom('conv2d' as const, 'maxPool2d' as const, 'averagePool2d' as const),
    ...window,
  }),
  fc.record({ kind: fc.constantFrom('relu' as const, 'tanh' as const, 'abs' as const, 'bias' as const) }),
)

/** A chain of links that fit; `isRead` names the ones whose result is an output, too. */
function chain(links: readonly Link[], isRead: readonly boolean[]) {
  const builder = new GraphBuilder()
  let x = builder.input('x', 'rows', floats('batch', CHANNELS, 9, 8))
  const kept: Value[] = []
  for (const [index, link] of links.entries()) {
    x = append(builder, x, link)
    if (isRead[index] === true) kept.push(x)
  }
  kept.push(x)
  return { builder, kept }
}

function append(builder: GraphBuilder, x: Value, link: Link): Value {
  const name = `weights${builder.nodes.length}`
  if (link.kind === 'bias')
    return builder.op('add', [x, builder.input(name, 'setting', floats(CHANNELS, 1, 1))])
  if (!('size' in link)) return builder.op(link.kind, [x])
  const { size, stride } = link
  // A pool that stands wholly in a margin has nothing to look at.
  const margin = Math.min(link.margin, size - 1)
  const fits = x.type.shape.slice(2).every((length) => {
    return placesOf(Number(length), { size, stride, dilation: 1, margin: [margin, margin] }) > 0
  })
  if (!fits) return x
  const slide = {
    strides: [stride, stride],
    margins: [
      [margin, margin],
      [margin, margin],
    ],
  } as const
  if (link.kind !== 'conv2d') return builder.op(link.kind, [x], { ...slide, size: [size, size] })
  const kernel = builder.input(name, 'setting', floats(CHANNELS, CHANNELS, size, size))
  return builder.op('conv2d', [x, kernel], { ...slide, dilations: [1, 1], groups: 1 })
}

function finish({ builder, kept }: ReturnType<typeof chain>) {
  kept.forEach((value, index) => builder.output(`y${index}`, value))
  const graph = builder.build()
  verifyGraph(graph)
  return graph
}

function improve(made: ReturnType<typeof chain>) {
  const kept = new Set(made.kept)
  made.builder.rewrite((nodes, fresh) => cropUnseen(poolFirst(nodes, { fresh, kept }), { fresh, kept }))
  return finish(made)
}

describe('poolFirst and cropUnseen', () => {
  it('keep every value that is read', () => {
    fc.assert(
      fc.property(
        fc.array(arbitraryLink, { minLength: 1, maxLength: 7 }),
        fc.array(fc.boolean(), { maxLength: 4 }),
        (links, isRead) => {
          const plain = finish(chain(links, isRead))
          const better = improve(chain(links, isRead))
          const random = createRandom(8)
          const feeds = new Map(
            plain.inputs.map(({ name, value: { type } }) => {
              const shape = type.shape.map((size) => (size === 'batch' ? 2 : size))
              const values = Array.from({ length: sizeOf(shape) }, () => random.normal())
              return [name, tensor(shape, values)]
            }),
          )
          expect(evaluateGraph(better, feeds)).toEqual(evaluateGraph(plain, feeds))
        },
      ),
      { seed: 31, numRuns: 200 },
    )
  })

  it('turn convolution, bias, activation and pool around, and make only what the pool sees', () => {
    const window = { size: 2, stride: 2, margin: 0 }
    const links: Link[] = [
      { kind: 'conv2d', size: 3, stride: 1, margin: 0 },
      { kind: 'bias' },
      { kind: 'relu' },
      { kind: 'maxPool2d', ...window },
    ]
    expect(printGraph(improve(chain(links, [])))).toMatchInlineSnapshot(`
      "%0: f32[batch, 2, 9, 8] = rows x
      %1: f32[2, 2, 3, 3] = setting weights0
      %2: f32[2, 1, 1] = setting weights1
      %3: f32[batch, 2, 6, 6] = conv2d %0 %1 strides=[1,1] margins=[[0,-1],[0,0]] dilations=[1,1] groups=1
      %4: f32[batch, 2, 3, 3] = maxPool2d %3 strides=[2,2] margins=[[0,0],[0,0]] size=[2,2]
      %5: f32[batch, 2, 3, 3] = add %4 %2
      %6: f32[batch, 2, 3, 3] = relu %5
      y0 = %6"
    `)
  })

  it('leave alone what something else reads', () => {
    const links: Link[] = [{ kind: 'relu' }, { kind: 'maxPool2d', size: 2, stride: 2, margin: 0 }]
    expect(improve(chain(links, [true])).nodes.map(({ kind }) => kind)).toEqual(['relu', 'maxPool2d'])
  })
})
