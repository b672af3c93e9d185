/** @file What a graph of a random model is fed, and how far from the reference a back end may be. */
import { createRandom } from '../../../shared/util/random'
import type { Graph, GraphInput } from '../graph/graph'
import { sizeOf } from '../graph/tensorType'
import { tensor, type Tensor } from '../reference/tensor'

const ROWS = 3

/** By the names of the inputs; the same for the same seed. */
export function drawGraphFeeds({ inputs }: Graph, seed: number): Map<string, Tensor> {
  return new Map(inputs.map((input) => [input.name, drawFeed(input, seed)]))
}

function drawFeed({ role, name, value: { type } }: GraphInput, seed: number): Tensor {
  const random = createRandom(seed, name.length)
  const shape = type.shape.map((size) => (size === 'batch' ? ROWS : size))
  const draw = (): number => {
    if (type.element === 'int32') return random.integer(3)
    if (role === 'mask') return random.next() < 0.3 ? 0 : 1.5
    if (shape.length === 0) return 0.1
    // Running variances are among them.
    if (name.endsWith('variance') || name === 'weights:statistics') return 0.5 + random.next()
    return Math.fround(0.7 * random.normal())
  }
  return tensor(shape, Array.from({ length: sizeOf(shape) }, draw))
}

/** A program has no two names alike, as what a step carries on has. */
export function withOwnNames(graph: Graph): Graph {
  return { ...graph, outputs: graph.outputs.map(({ name, value }) => ({ name: `${name}:out`, value })) }
}

/** @returns the largest difference, as a part of the largest number that is expected, or of 1. */
export function largestDifference(expected: Tensor, found: ArrayLike<number>): number {
  const scale = expected.values.reduce((most, value) => Math.max(most, Math.abs(value)), 1)
  const worst = expected.values.reduce(
    (most, value, index) => Math.max(most, Math.abs(value - Number(found[index]))),
    0,
  )
  return worst / scale
}
