/** @file Emitters of primitives that change each column of figures on its own. */
import type { RecipeSketch, Emitters } from './recipeSketch'
import type { FigureType } from './columnFrame'
import { one, row, subtract, TO_FLOAT } from './constants'
import { clamp, countUpTo } from './countUpTo'
import { emitPower } from './power'
import { emitQuantile } from './quantile'
import { emitLog1p } from './logarithm'

export const FIGURE_EMITTERS: Emitters<'fill' | 'affine' | 'clip' | 'curve' | 'power' | 'quantile' | 'bins'> =
  {
    fill: ({ columns, values }, at) => {
      byType(at, columns, ({ names, pick, tensor, type }) => {
        const isMissing = at.sketch.op('IsNaN', [tensor])
        const filled = at.sketch.op('Where', [isMissing, row(at.sketch, 'fill', pick(values), type), tensor])
        at.frame.put(names, filled, type)
      })
    },
    affine: ({ columns, centers, scales }, at) => {
      byType(at, columns, ({ names, pick, tensor, type }) => {
        const centered =
          type === 'float32'
            ? subtract(at.sketch, tensor, pick(centers))
            : at.sketch.op(
                'Cast',
                [at.sketch.op('Sub', [tensor, row(at.sketch, 'center', pick(centers), type)])],
                TO_FLOAT,
              )
        at.frame.put(names, divide(at, centered, pick(scales)))
      })
    },
    clip: ({ columns, lows, highs }, at) => {
      byType(at, columns, ({ names, pick, tensor, type }) => {
        const low = row(at.sketch, 'low', pick(lows), type)
        const high = row(at.sketch, 'high', pick(highs), type)
        at.frame.put(names, clamp(at.sketch, tensor, { low, high }), type)
      })
    },
    curve: ({ columns, curve }, { sketch, frame }) => {
      const x = frame.take(columns)
      if (curve === 'square') return frame.put(columns, sketch.op('Mul', [x, x]))
      const size = sketch.op('Abs', [x])
      const bent = curve === 'signedLog' ? emitLog1p(sketch, size) : sketch.op('Sqrt', [size])
      frame.put(columns, sketch.op('Mul', [sketch.op('Sign', [x]), bent]))
    },
    power: ({ columns, method, lambdas }, { sketch, frame }) => {
      frame.put(columns, emitPower(sketch, frame.take(columns), { method, lambdas }))
    },
    quantile: ({ columns, references, distribution }, { sketch, frame }) => {
      frame.put(columns, emitQuantile(sketch, frame.take(columns), { references, distribution }))
    },
    bins: ({ columns, edges }, { sketch, frame }) => {
      const x = frame.take(columns)
      const count = sketch.op('Cast', [countUpTo(sketch, x, { lists: edges, test: 'LessOrEqual' })], TO_FLOAT)
      frame.put(columns, sketch.op('Where', [sketch.op('IsNaN', [x]), one(sketch, NaN), count]))
    },
  }

interface Group {
  readonly names: string[]
  /** Of a list parallel to all columns, the items of these. */
  readonly pick: (values: readonly number[]) => number[]
  readonly tensor: string
  readonly type: FigureType
}

/** Dates keep their digits where a primitive can. */
function byType(at: RecipeSketch, columns: readonly string[], emit: (group: Group) => void): void {
  const places = [...columns.keys()]
  for (const type of ['float32', 'float64'] as const) {
    const own = places.filter((place) => at.frame.typeOf(columns[place] ?? '') === type)
    if (own.length === 0) continue
    const pick = <T>(values: readonly T[]): T[] =>
      own.flatMap((place) => {
        const value = values[place]
        return value === undefined ? [] : [value]
      })
    const names = pick(columns)
    emit({ names, pick, tensor: at.frame.take(names, type), type })
  }
}

function divide({ sketch }: RecipeSketch, tensor: string, scales: readonly number[]): string {
  return scales.every((scale) => scale === 1)
    ? tensor
    : sketch.op('Div', [tensor, row(sketch, 'scale', scales)])
}
