/** @file Emitters of primitives from texts, and from what is missing, to figures. */
import type { Emitters, RecipeSketch } from '../recipeSketch'
import type { PrimitiveOf } from '../../../../../shared/domain/primitives'
import { reduce, row, TO_DOUBLE, TO_FLOAT } from '../math/constants'

export const CATEGORY_EMITTERS: Emitters<'indicator' | 'fillText' | 'lookup'> = {
  indicator: ({ columns, names }, at) => {
    columns.forEach((column, place) => {
      const type = at.frame.typeOf(column)
      const cells = at.frame.take([column], type)
      const isMissing = type === 'string' ? emitIsMissing(at, column, cells) : at.sketch.op('IsNaN', [cells])
      at.frame.put([names[place] ?? ''], at.sketch.op('Cast', [isMissing], TO_FLOAT), 'float32')
    })
  },
  fillText: ({ column, value }, at) => {
    const text = at.frame.take([column], 'string')
    const filled = at.sketch.op('Where', [
      emitIsMissing(at, column, text),
      at.sketch.strings('fill', [value]),
      text,
    ])
    at.frame.put([column], filled, 'string')
    at.filled.add(column)
  },
  lookup: ({ column, keys, isOneHot, table, other, missing, names }, at) => {
    const { sketch, frame } = at
    const text = frame.take([column], 'string')
    // Flags need no more digits, and there may be many of them.
    const type = isOneHot ? 'float32' : 'float64'
    const figures = (name: string, values: readonly number[]): string =>
      isOneHot ? sketch.floats(name, [values.length], values) : row(sketch, name, values)
    const ofOthers = figures('other', other)
    const present =
      keys.length === 0 ? ofOthers : emitRows(at, text, { keys, isOneHot, table, names, ofOthers })
    const isMissing = emitIsMissing(at, column, text)
    frame.put(names, sketch.op('Where', [isMissing, figures('missing', missing), present]), type)
  },
}

type Rows = Pick<PrimitiveOf<'lookup'>, 'keys' | 'isOneHot' | 'table' | 'names'> & {
  /** Names the row of an unknown text. */
  readonly ofOthers: string
}

function emitRows(at: RecipeSketch, text: string, { keys, isOneHot, table, names, ofOthers }: Rows): string {
  const { sketch } = at
  const known = sketch.op('Cast', [sketch.op('Equal', [text, sketch.strings('keys', keys)])], TO_FLOAT)
  const count = reduce(sketch, 'ReduceSum', known)
  const isUnknown = sketch.op('Less', [count, sketch.floats('half', [1], [0.5])])
  const rows = isOneHot
    ? widen(at, known, names.length - keys.length)
    : sketch.op('MatMul', [
        sketch.op('Cast', [known], TO_DOUBLE),
        sketch.doubles('table', [keys.length, names.length], table.flat()),
      ])
  return sketch.op('Where', [isUnknown, ofOthers, rows])
}

/** "" stands for a missing text, unless that was filled: then "" may be a category like any other. */
function emitIsMissing({ sketch, filled }: RecipeSketch, column: string, text: string): string {
  return filled.has(column)
    ? sketch.op('Not', [sketch.op('Equal', [text, text])])
    : sketch.op('Equal', [text, sketch.strings('none', [''])])
}

/** Zeros behind the last column. */
function widen({ sketch }: RecipeSketch, tensor: string, width: number): string {
  if (width === 0) return tensor
  const axes = sketch.integers('axes', [-1])
  return sketch.op('Pad', [tensor, sketch.integers('pads', [0, width]), sketch.floats('zero', [], [0]), axes])
}
