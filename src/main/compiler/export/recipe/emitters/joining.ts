/** @file Emitters of primitives that look at several columns of figures together, or make several of one. */
import { attribute } from '../../../backends/onnx/proto'
import { one, reduce, row, TO_DOUBLE } from '../math/constants'
import { unlessMissing } from './figures'
import type { Emitters, RecipeSketch } from '../recipeSketch'

const REDUCTIONS = { l1: 'ReduceL1', l2: 'ReduceL2', max: 'ReduceMax' } as const

export const JOINING_EMITTERS: Emitters<'products' | 'spread' | 'project' | 'unitNorm' | 'drop'> = {
  products: ({ names, factors }, at) => {
    const counts = new Set(factors.map(({ length }) => length))
    // Before the first product is there: a new column may bear the name of a factor.
    const columns = [...new Set(factors.flat())]
    const base = at.frame.take(columns)
    const made = [...counts].map((count) => {
      const own = factors.flatMap((list, index) =>
        list.length === count ? [{ list, name: names[index] ?? '' }] : [],
      )
      const lists = own.map(({ list }) => list.map((column) => columns.indexOf(column)))
      return { names: own.map(({ name }) => name), product: emitProduct(at, base, { lists, count }) }
    })
    for (const { names: own, product } of made) at.frame.put(own, product)
  },
  spread: ({ column, names }, { sketch, frame }) => {
    const x = frame.take([column])
    const codes = row(sketch, 'codes', [...names.keys()])
    const flags = sketch.op('Cast', [sketch.op('Equal', [x, codes])], TO_DOUBLE)
    frame.put(names, unlessMissing(sketch, x, flags))
  },
  project: ({ columns, means, components, names }, { sketch, frame }) => {
    const centered = sketch.op('Sub', [frame.take(columns), row(sketch, 'means', means)])
    const turned = columns.flatMap((_, column) => components.map((component) => component[column] ?? 0))
    const matrix = sketch.doubles('components', [columns.length, names.length], turned)
    frame.put(names, sketch.op('MatMul', [centered, matrix]))
  },
  unitNorm: ({ columns, norm }, { sketch, frame }) => {
    const x = frame.take(columns)
    const present = sketch.op('Where', [sketch.op('IsNaN', [x]), one(sketch, 0), x])
    const sizes = norm === 'max' ? sketch.op('Abs', [present]) : present
    const length = reduce(sketch, REDUCTIONS[norm], sizes)
    const isNothing = sketch.op('Equal', [length, one(sketch, 0)])
    const divisor = sketch.op('Where', [isNothing, one(sketch, 1), length])
    frame.put(columns, sketch.op('Div', [x, divisor]))
  },
  // What no input asks for is left out of the graph anyway.
  drop: () => undefined,
}

interface Factors {
  /** Of each product, the places of its factors in the base. */
  readonly lists: readonly (readonly number[])[]
  readonly count: number
}

/** Products of equally many factors, side by side. */
function emitProduct({ sketch }: RecipeSketch, base: string, { lists, count }: Factors): string {
  const factors = Array.from({ length: count }, (_, place) => {
    const places = sketch.integers(
      'factors',
      lists.map((list) => list[place] ?? 0),
    )
    return sketch.op('Gather', [base, places], { axis: attribute.int(-1) })
  })
  return factors.reduce((product, factor) => sketch.op('Mul', [product, factor]))
}
