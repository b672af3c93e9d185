/** @file Primitives that change each column of figures on its own. */
import type { PrimitiveOf } from '../../../../shared/domain/primitives'
import { boxCox, yeoJohnson } from '../../statistics/power/powerTransform'
import { binOf } from '../../statistics/shaping/bins'
import { applyQuantiles } from '../../statistics/shaping/quantileTransform'
import type { Frame } from '../frame/frame'
import { at, neededPlaces, type PrimitiveRule, type PrimitiveRules } from './rule'

type FigureKind = 'fill' | 'affine' | 'clip' | 'curve' | 'power' | 'quantile' | 'bins'

const CURVES: { readonly [Name in PrimitiveOf<'curve'>['curve']]: (x: number) => number } = {
  signedLog: (x) => Math.sign(x) * Math.log1p(Math.abs(x)),
  signedRoot: (x) => Math.sign(x) * Math.sqrt(Math.abs(x)),
  square: (x) => x * x,
}

export const FIGURE_RULES: PrimitiveRules<FigureKind> = {
  fill: columnwise({
    keepsDates: true,
    pick: (primitive, places) => ({ ...primitive, values: at(primitive.values, places) }),
    change: ({ values }, place) => {
      const value = values[place] ?? 0
      return (figures) => {
        const filled = new Float64Array(figures.length)
        for (let row = 0; row < figures.length; row++) {
          const figure = figures[row] ?? NaN
          filled[row] = Number.isNaN(figure) ? value : figure
        }
        return filled
      }
    },
  }),
  affine: columnwise({
    pick: (primitive, places) => ({
      ...primitive,
      centers: at(primitive.centers, places),
      scales: at(primitive.scales, places),
    }),
    change: ({ centers, scales }, place) => {
      const center = centers[place] ?? 0
      const scale = scales[place] ?? 1
      return (figures) => {
        const scaled = new Float64Array(figures.length)
        for (let row = 0; row < figures.length; row++) scaled[row] = ((figures[row] ?? NaN) - center) / scale
        return scaled
      }
    },
  }),
  clip: columnwise({
    keepsDates: true,
    pick: (primitive, places) => ({
      ...primitive,
      lows: at(primitive.lows, places),
      highs: at(primitive.highs, places),
    }),
    change: ({ lows, highs }, place) => {
      const low = lows[place] ?? 0
      const high = highs[place] ?? 0
      return (figures) => figures.map((figure) => Math.min(Math.max(figure, low), high))
    },
  }),
  curve: columnwise({
    pick: (primitive) => primitive,
    change: ({ curve }) => eachFigure(CURVES[curve]),
  }),
  power: columnwise({
    pick: (primitive, places) => ({ ...primitive, lambdas: at(primitive.lambdas, places) }),
    change: ({ method, lambdas }, place) => {
      const lambda = lambdas[place] ?? 1
      const transform = method === 'boxCox' ? boxCox : yeoJohnson
      return eachFigure((figure) => (Number.isNaN(figure) ? NaN : transform(figure, lambda)))
    },
  }),
  quantile: columnwise({
    pick: (primitive, places) => ({ ...primitive, references: at(primitive.references, places) }),
    change: ({ references, distribution }, place) => {
      const quantiles = Float64Array.from(references[place] ?? [])
      return eachFigure((figure) => applyQuantiles(figure, quantiles, distribution))
    },
  }),
  bins: columnwise({
    pick: (primitive, places) => ({ ...primitive, edges: at(primitive.edges, places) }),
    change: ({ edges }, place) => {
      // `binOf` looks at the inner edges of a list that has its ends, too.
      const all = Float64Array.of(-Infinity, ...(edges[place] ?? []), Infinity)
      return eachFigure((figure) => binOf(figure, all))
    },
  }),
}

type Change = (figures: Float64Array) => Float64Array

function eachFigure(change: (figure: number) => number): Change {
  return (figures) => figures.map((figure) => change(figure))
}

interface Columnwise<P> {
  /** Whether days remain days. */
  readonly keepsDates?: boolean
  /** @returns the lists that run parallel to `columns`, at these places. */
  readonly pick: (primitive: P, places: readonly number[]) => P
  readonly change: (primitive: P, place: number) => Change
}

function columnwise<P extends { readonly columns: string[] }>({
  keepsDates = false,
  pick,
  change,
}: Columnwise<P>): PrimitiveRule<P> {
  return {
    apply: (primitive, frame) => {
      primitive.columns.forEach((name, place) => {
        changeColumn({ frame, name, keepsDates }, change(primitive, place))
      })
    },
    flow: ({ columns }) => ({ reads: columns, writes: columns }),
    narrow: (primitive, isNeeded) => {
      const places = neededPlaces(primitive.columns, isNeeded)
      return places && { ...pick(primitive, places), columns: at(primitive.columns, places) }
    },
  }
}

interface Place {
  readonly frame: Frame
  readonly name: string
  readonly keepsDates: boolean
}

function changeColumn({ frame, name, keepsDates }: Place, change: Change): void {
  const column = frame.figures(name)
  frame.setLazily(name, () => change(column.values), keepsDates && column.isDate)
}
