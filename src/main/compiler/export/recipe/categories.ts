/** @file Emitters of primitives from texts, and from what is missing, to figures. */
import type { Emitters, RecipeSketch } from './recipeSketch'
import { one, reduce, row, TO_FLOAT } from './constants'

export const CATEGORY_EMITTERS: Emitters<'indicator' | 'fillText' | 'lookup'> = {
  indicator: ({ columns, names }, at) => {
    for (const type of ['float32', 'float64', 'string'] as const) {
      const places = [...columns.keys()].filter((place) => at.frame.typeOf(columns[place] ?? '') === type)
      if (places.length === 0) continue
      const own = at.frame.take(
        places.map((place) => columns[place] ?? ''),
        type,
      )
      const isMissing = type === 'string' ? emitIsMissing(at, own) : at.sketch.op('IsNaN', [own])
      const flags = at.sketch.op('Cast', [isMissing], TO_FLOAT)
      at.frame.put(
        places.map((place) => names[place] ?? ''),
        flags,
      )
    }
  },
  fillText: ({ column, value }, at) => {
    const text = at.frame.take([column], 'string')
    const filled = at.sketch.op('Where', [emitIsMissing(at, text), at.sketch.strings('fill', [value]), text])
    at.frame.put([column], filled, 'string')
  },
  lookup: ({ column, keys, isOneHot, table, other, missing, names }, at) => {
    const { sketch, frame } = at
    const text = frame.take([column], 'string')
    const isMissing = emitIsMissing(at, text)
    if (keys.length === 0) {
      return frame.put(
        names,
        sketch.op('Where', [isMissing, row(sketch, 'missing', missing), row(sketch, 'other', other)]),
      )
    }
    const known = sketch.op('Cast', [sketch.op('Equal', [text, sketch.strings('keys', keys)])], TO_FLOAT)
    const isUnknown = sketch.op('Less', [reduce(sketch, 'ReduceSum', known), one(sketch, 0.5)])
    const rows = isOneHot
      ? widen(at, known, names.length - keys.length)
      : sketch.op('MatMul', [known, sketch.floats('table', [keys.length, names.length], table.flat())])
    const present = sketch.op('Where', [isUnknown, row(sketch, 'other', other), rows])
    frame.put(names, sketch.op('Where', [isMissing, row(sketch, 'missing', missing), present]))
  },
}

function emitIsMissing({ sketch }: RecipeSketch, text: string): string {
  return sketch.op('Equal', [text, sketch.strings('none', [''])])
}

/** Zeros behind the last column. */
function widen({ sketch }: RecipeSketch, tensor: string, width: number): string {
  if (width === 0) return tensor
  const axes = sketch.integers('axes', [-1])
  return sketch.op('Pad', [tensor, sketch.integers('pads', [0, width]), sketch.floats('zero', [], [0]), axes])
}
