/** @file Every op: its gradient against differences of its reference. */
import { describe, expect, it } from 'vitest'
import { AppError } from '../../../shared/errors/appError'
import { createRandom } from '../../../shared/util/random'
import { differentiate } from '../autodiff/differentiate'
import type { Graph } from '../graph/graph'
import { verifyGraph } from '../graph/verifyGraph'
import { evaluateGraph } from '../reference/evaluateGraph'
import { tensor, type Tensor } from '../reference/tensor'
import { concreteShape, drawFeeds, startOpGraph, trialsOf, type Trial } from '../testing/tryOp'
import { sizeOf } from '../graph/tensorType'
import { OPS } from './registry'
import type { OpKind } from './signatures'

const SEED = 20
const STEP = 1e-5
const kinds = Object.keys(OPS) as OpKind[]

/** The op, its outputs weighted and summed to one number `loss`, and the gradients of the inputs as `grad0` … */
function lossGraph(trial: Trial): Graph {
  const { builder, inputs, outputs } = startOpGraph(trial)
  const [first, ...rest] = outputs.flatMap((output, index) => {
    // Whole numbers have no slope.
    if (output.type.element === 'int32' || trial.differentiated?.includes(index) === false) return []
    const weight = builder.input(`weight${index}`, 'rows', output.type)
    return builder.op('sumTo', [builder.op('multiply', [output, weight])], { shape: [] })
  })
  const loss = rest.reduce((sum, term) => builder.op('add', [sum, term]), first ?? builder.number(0))
  builder.output('loss', loss)
  const targets = inputs.filter((_, index) => trial.differentiable.includes(index))
  if (OPS[trial.kind].gradient === 'zero') return builder.build()
  differentiate(builder, loss, { targets }).forEach((gradient, place) => {
    builder.output(`grad${trial.differentiable[place]}`, gradient)
  })
  return builder.build()
}

function withWeights(trial: Trial, feeds: Map<string, Tensor>): Map<string, Tensor> {
  const random = createRandom(SEED, 1)
  startOpGraph(trial).outputs.forEach(({ type }, index) => {
    const shape = concreteShape(type)
    feeds.set(
      `weight${index}`,
      tensor(
        shape,
        Array.from({ length: sizeOf(shape) }, () => random.normal()),
      ),
    )
  })
  return feeds
}

/** Central differences of the loss by every element of one input. */
function numericGradient(graph: Graph, feeds: ReadonlyMap<string, Tensor>, name: string): number[] {
  const input = feeds.get(name) ?? tensor([], [])
  const lossAt = (element: number, change: number): number => {
    const moved = {
      ...input,
      values: input.values.map((value, index) => value + (index === element ? change : 0)),
    }
    return evaluateGraph(graph, new Map([...feeds, [name, moved]])).get('loss')?.values[0] ?? Number.NaN
  }
  return [...input.values].map((_, element) => (lossAt(element, STEP) - lossAt(element, -STEP)) / (2 * STEP))
}

describe('OPS', () => {
  it('registers every op under its own kind', () => {
    for (const kind of kinds) expect(OPS[kind].kind).toBe(kind)
  })

  it.each(kinds)('%s has cases', (kind) => {
    expect(trialsOf(kind)).not.toHaveLength(0)
  })

  it.each(kinds.filter((kind) => OPS[kind].gradient === 'forbidden'))(
    '%s refuses to be differentiated',
    (kind) => {
      for (const trial of trialsOf(kind)) expect(() => lossGraph(trial)).toThrow(AppError)
    },
  )

  const differentiable = kinds.filter((kind) => OPS[kind].gradient !== 'forbidden').flatMap(trialsOf)
  it.each(differentiable)(`$name: the gradient equals the slope (seed ${SEED})`, (trial) => {
    const graph = lossGraph(trial)
    verifyGraph(graph)
    const feeds = withWeights(trial, drawFeeds(trial, SEED))
    const results = evaluateGraph(graph, feeds)
    for (const index of trial.differentiable) {
      const numeric = numericGradient(graph, feeds, `in${index}`)
      const analytic = results.get(`grad${index}`)?.values ?? new Float64Array(numeric.length)
      expect(analytic).toHaveLength(numeric.length)
      numeric.forEach((slope, element) => expect(analytic[element]).toBeCloseTo(slope, 6))
    }
  })
})
