/** @file Filling what is missing from the nearest donors (scikit-learn's `KNNImputer`) as ONNX nodes. */
import type { PrimitiveOf } from '../../../../../shared/domain/primitives'
import { attribute } from '../../../backends/onnx/proto'
import { one, reduce, row, TO_DOUBLE } from '../math/constants'
import type { Emitters, RecipeSketch } from '../recipeSketch'

type Neighbours = PrimitiveOf<'neighbours'>

const NEAREST_FIRST = { axis: attribute.int(-1), largest: attribute.int(0), sorted: attribute.int(1) }

export const NEIGHBOUR_EMITTERS: Emitters<'neighbours'> = {
  neighbours: (primitive, at) => {
    const distance = primitive.donors.length > 0 ? emitDistances(primitive, at) : null
    const filled = primitive.columns.map((column, place) => {
      const figure = at.frame.take([column])
      const mean = one(at.sketch, primitive.means[place] ?? 0)
      const borrowed = distance === null ? mean : borrow(primitive, at, { place, distance })
      return at.sketch.op('Where', [at.sketch.op('IsNaN', [figure]), borrowed, figure])
    })
    filled.forEach((tensor, place) => at.frame.put(primitive.columns.slice(place, place + 1), tensor))
  },
}

/**
 * [rows, donors]: squared distances over the columns that both have, times columns / columns both have; NaN where there
 * are none. By differences, a column at a time: as a product of matrices small distances of large figures would be lost.
 */
function emitDistances({ columns, donors }: Neighbours, { sketch, frame }: RecipeSketch): string {
  const terms = columns.map((column, place) => {
    const figures = donors.map((cells) => cells[place] ?? NaN)
    const difference = sketch.op('Sub', [frame.take([column]), row(sketch, 'donors', figures)])
    const isApart = sketch.op('IsNaN', [difference])
    const square = sketch.op('Mul', [difference, difference])
    return {
      square: sketch.op('Where', [isApart, one(sketch, 0), square]),
      common: sketch.op('Cast', [sketch.op('Not', [isApart])], TO_DOUBLE),
    }
  })
  const add = (sum: string, term: string): string => sketch.op('Add', [sum, term])
  const sum = terms.map(({ square }) => square).reduce(add)
  const common = terms.map((term) => term.common).reduce(add)
  return sketch.op('Div', [sketch.op('Mul', [sum, one(sketch, columns.length)]), common])
}

interface Wanted {
  readonly place: number
  readonly distance: string
}

/** [rows, 1]: the mean of a column over the nearest donors that have it; of equally near ones the earlier count. */
function borrow(
  { donors, neighbours, means }: Neighbours,
  { sketch }: RecipeSketch,
  { place, distance }: Wanted,
): string {
  const figures = donors.map((cells) => cells[place] ?? null)
  const lacking = row(
    sketch,
    'lacking',
    figures.map((figure) => (figure === null ? NaN : 0)),
  )
  const known = sketch.op('Add', [distance, lacking])
  const far = sketch.op('Where', [sketch.op('IsNaN', [known]), one(sketch, Infinity), known])
  const count = sketch.integers('neighbours', [Math.min(neighbours, donors.length)])
  const [nearest = '', places = ''] = sketch.ops('TopK', [far, count], 2, NEAREST_FIRST)
  const isThere = sketch.op('Cast', [sketch.op('Less', [nearest, one(sketch, Infinity)])], TO_DOUBLE)
  const values = row(
    sketch,
    'figures',
    figures.map((figure) => figure ?? 0),
  )
  const gathered = sketch.op('Gather', [values, places], { axis: attribute.int(0) })
  const sum = reduce(sketch, 'ReduceSum', sketch.op('Mul', [gathered, isThere]))
  const found = reduce(sketch, 'ReduceSum', isThere)
  const isAlone = sketch.op('Equal', [found, one(sketch, 0)])
  return sketch.op('Where', [isAlone, one(sketch, means[place] ?? 0), sketch.op('Div', [sum, found])])
}
