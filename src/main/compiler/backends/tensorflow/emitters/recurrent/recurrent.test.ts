/** @file Recurrent layers over many steps, where they are a loop or a kernel of all steps. */
import { describe, expect, it } from 'vitest'
import { NO_TENSORFLOW } from '../../../../../../../test/support/tensorFlowLibrary'
import { runTensorFlowGraph } from '../../../../../../../test/support/runTensorFlow'
import { createRandom } from '../../../../../../shared/util/random'
import { scanAttributes } from '../../../../autodiff/scanAttributes'
import type { Graph, Value } from '../../../../graph/graph'
import { GraphBuilder } from '../../../../graph/graphBuilder'
import { floats, sizeOf, type TensorType } from '../../../../graph/tensorType'
import { evaluateGraph } from '../../../../reference/evaluateGraph'
import { tensor, type Tensor } from '../../../../reference/tensor'
import { emitForwardProgram } from '../../emitForwardProgram'

const [STEPS, ROWS, FEATURES, UNITS] = [20, 3, 2, 3]
const GATES = { simpleRnn: 1, gru: 3, lstm: 4 } as const
type LayerKind = keyof typeof GATES

interface Form {
  readonly kind: LayerKind
  readonly isMasked: boolean
  readonly isBackward: boolean
}

/** A layer and its gradient, as they stand in a step of training. */
function layerGraph({ kind, isMasked, isBackward }: Form): Graph {
  const builder = new GraphBuilder()
  const width = GATES[kind] * UNITS
  const given: Record<string, TensorType> = {
    x: floats(STEPS, 'batch', FEATURES),
    w: floats(FEATURES, width),
    u: floats(UNITS, width),
    b: kind === 'gru' ? floats(2, width) : floats(width),
    mask: isMasked ? floats(STEPS, 'batch', 1) : floats(),
    d: floats(STEPS, 'batch', UNITS),
  }
  const values = Object.entries(given).map(([name, type]) => builder.input(name, 'rows', type))
  const [x, w, u, b, mask, d] = values as [Value, Value, Value, Value, Value, Value]
  // The gradient of a kind takes what that kind made, which the union over all kinds cannot express.
  const made: readonly Value[] = builder.node(kind as 'lstm', [x, w, u, b, mask], { isBackward })
  const gradients = builder.node(`${kind}Grad` as 'lstmGrad', [x, w, u, mask, ...made, d] as never, {
    isBackward,
  })
  ;[made[0], ...gradients].forEach((value, index) => value && builder.output(`out${index}`, value))
  return builder.build()
}

function drawFeeds({ inputs }: Graph): Map<string, Tensor> {
  const random = createRandom(7)
  return new Map(
    inputs.map(({ name, value: { type } }) => {
      const shape = type.shape.map((size) => (size === 'batch' ? ROWS : size))
      const draw = (): number => {
        if (name !== 'mask') return 0.6 * random.normal()
        return shape.length === 0 || random.next() < 0.7 ? 1 : 0
      }
      return [name, tensor(shape, Array.from({ length: sizeOf(shape) }, draw))] as const
    }),
  )
}

function expectAgreement(graph: Graph): void {
  const feeds = drawFeeds(graph)
  const results = runTensorFlowGraph(graph, feeds)
  for (const [name, { shape, values }] of evaluateGraph(graph, feeds)) {
    const found = results.get(name)
    expect(found?.shape, name).toEqual(shape)
    values.forEach((value, index) => expect(found?.values[index]).toBeCloseTo(value, 3))
  }
}

const forms = (['simpleRnn', 'gru', 'lstm'] as const).flatMap((kind) =>
  [false, true].flatMap((isMasked) =>
    [false, true].map((isBackward): Form => ({ kind, isMasked, isBackward })),
  ),
)

/** s ← tanh(s·(w / 2) + x): no step changes the half of w. */
function scanGraph(): Graph {
  const builder = new GraphBuilder()
  const state = builder.input('state', 'rows', floats('batch', 2))
  const items = builder.input('items', 'rows', floats(STEPS, 'batch', 2))
  const w = builder.input('w', 'rows', floats(2, 2))
  const learnt = { type: floats('batch', 2), isLearnt: true }
  const attributes = scanAttributes({
    states: [floats('batch', 2)],
    items: [learnt],
    constants: [{ type: floats(2, 2), isLearnt: true }],
    isBackward: false,
    step: (emit, { states: [s], items: [x], constants: [kernel] }) => {
      if (!s || !x || !kernel) return []
      const half = emit.op('multiply', [kernel, emit.op('constant', [], { value: 0.5, shape: [] })])
      const product = emit.op('matMul', [s, half], { transposeA: false, transposeB: false })
      return [emit.op('tanh', [emit.op('add', [x, product])])]
    },
  })
  builder.node('scan', [state, items, w], attributes).forEach((value, index) => {
    builder.output(`out${index}`, value)
  })
  return builder.build()
}

describe('recurrent layers in TensorFlow', () => {
  const opsOf = (graph: Graph): Set<string> =>
    new Set(emitForwardProgram(graph).graph.nodes.map(({ op }) => op))

  it('have the kernel of all steps where no step is passed over, and its gradient', () => {
    const ops = opsOf(layerGraph({ kind: 'lstm', isMasked: false, isBackward: true }))
    expect([...ops]).toEqual(expect.arrayContaining(['BlockLSTMV2', 'BlockLSTMGradV2']))
    expect(ops.has('NextIteration')).toBe(false)
  })

  it('are a loop of the graph where there are many steps: as many nodes for twice as many', () => {
    expect(opsOf(layerGraph({ kind: 'lstm', isMasked: true, isBackward: false }))).toContain('NextIteration')
    expect(opsOf(scanGraph())).toContain('NextIteration')
  })

  it('compute before a loop what no step changes', () => {
    const { nodes } = emitForwardProgram(scanGraph()).graph
    const multiplied = nodes.find(({ op }) => op === 'Mul')
    const madeBy = (input: string) => nodes.find(({ name }) => name === input)?.op
    expect(multiplied?.inputs.map(madeBy).sort()).toEqual(['Const', 'Placeholder'])
  })
})

describe.skipIf(NO_TENSORFLOW !== '')(`many steps in TensorFlow${NO_TENSORFLOW}`, () => {
  it.each(forms)(
    'agree with the reference: $kind, masked $isMasked, backward $isBackward',
    { timeout: 20_000 },
    (form) => expectAgreement(layerGraph(form)),
  )

  it('of any recurrence agree with the reference', () => expectAgreement(scanGraph()))
})
