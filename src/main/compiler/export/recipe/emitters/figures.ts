/** @file Emitters of primitives that change each column of figures on its own. */
import type { OnnxSketch } from '../../onnxSketch'
import { one, row, TO_DOUBLE } from '../math/constants'
import { clamp, countUpTo } from '../math/countUpTo'
import { scaledSlack } from '../math/leeway'
import { emitPower, log1p } from '../math/power'
import { emitQuantile } from '../math/quantile'
import type { Emitters } from '../recipeSketch'

type FigureKind = 'fill' | 'affine' | 'clip' | 'curve' | 'power' | 'quantile' | 'bins'

export const FIGURE_EMITTERS: Emitters<FigureKind> = {
  fill: ({ columns, values }, { sketch, frame }) => {
    const x = frame.take(columns)
    const isMissing = sketch.op('IsNaN', [x])
    const slacks = frame.slacksOf(columns)
    frame.put(columns, sketch.op('Where', [isMissing, row(sketch, 'fill', values), x]))
    columns.forEach((column, place) => frame.setSlack(column, slacks[place] ?? 0))
  },
  affine: ({ columns, centers, scales }, { sketch, frame }) => {
    const centered = sketch.op('Sub', [frame.take(columns), row(sketch, 'center', centers)])
    const slacks = frame.slacksOf(columns)
    frame.put(columns, sketch.op('Div', [centered, row(sketch, 'scale', scales)]))
    columns.forEach((column, place) => {
      const slack = scaledSlack(slacks[place] ?? 0, centers[place] ?? 0, scales[place] ?? 1)
      frame.setSlack(column, slack)
    })
  },
  clip: ({ columns, lows, highs }, { sketch, frame }) => {
    const low = row(sketch, 'low', lows)
    const high = row(sketch, 'high', highs)
    const slacks = frame.slacksOf(columns)
    frame.put(columns, clamp(sketch, frame.take(columns), { low, high }))
    columns.forEach((column, place) => frame.setSlack(column, slacks[place] ?? 0))
  },
  curve: ({ columns, curve }, { sketch, frame }) => {
    const x = frame.take(columns)
    if (curve === 'square') return frame.put(columns, sketch.op('Mul', [x, x]))
    const size = sketch.op('Abs', [x])
    const bent = curve === 'signedLog' ? log1p(sketch, size) : sketch.op('Sqrt', [size])
    frame.put(columns, sketch.op('Mul', [sketch.op('Sign', [x]), bent]))
  },
  power: ({ columns, method, lambdas }, { sketch, frame }) => {
    frame.put(columns, emitPower(sketch, frame.take(columns), { method, lambdas }))
  },
  quantile: ({ columns, references, distribution }, { sketch, frame }) => {
    const settings = { references, distribution, slacks: frame.slacksOf(columns) }
    frame.put(columns, emitQuantile(sketch, frame.take(columns), settings))
  },
  bins: ({ columns, edges }, { sketch, frame }) => {
    const x = frame.take(columns)
    const count = countUpTo(sketch, x, { lists: edges, slacks: frame.slacksOf(columns), test: 'LessOrEqual' })
    frame.put(columns, unlessMissing(sketch, x, sketch.op('Cast', [count], TO_DOUBLE)))
  },
}

/** What was made of figures, but NaN where they are missing. */
export function unlessMissing(sketch: OnnxSketch, x: string, made: string): string {
  return sketch.op('Where', [sketch.op('IsNaN', [x]), one(sketch, NaN), made])
}
