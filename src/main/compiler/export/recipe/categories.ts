/** @file Emitters of primitives from texts, and from what is missing, to figures. */
import type { Emitters, RecipeSketch } from './recipeSketch'
import { one, reduce, row, TO_FLOAT } from './constants'

export const CATEGORY_EMITTERS: Emitters<'indicator' | 'fillText' | 'lookup'> = {
  indicator: ({ columns, names }, at) => {
    columns.forEach((column, place) => {
      const type = at.frame.typeOf(column)
      const cells = at.frame.take([column], type)
      const isMissing = type === 'string' ? emitIsMissing(at, column, cells) : at.sketch.op('IsNaN', [cells])
      at.frame.put([names[place] ?? ''], at.sketch.op('Cast', [isMissing], TO_FLOAT))
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
    const isMissing = emitIsMissing(at, column, text)
    const ofOthers = row(sketch, 'other', other)
    const ofMissing = row(sketch, 'missing', missing)
    if (keys.length === 0) return frame.put(names, sketch.op('Where', [isMissing, ofMissing, ofOthers]))
    const known = sketch.op('Cast', [sketch.op('Equal', [text, sketch.strings('keys', keys)])], TO_FLOAT)
    const isUnknown = sketch.op('Less', [reduce(sketch, 'ReduceSum', known), one(sketch, 0.5)])
    const rows = isOneHot
      ? widen(at, known, names.length - keys.length)
      : sketch.op('MatMul', [known, sketch.floats('table', [keys.length, names.length], table.flat())])
    const present = sketch.op('Where', [isUnknown, ofOthers, rows])
    frame.put(names, sketch.op('Where', [isMissing, ofMissing, present]))
  },
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
