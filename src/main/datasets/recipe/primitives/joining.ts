/** @file Primitives that look at several columns of figures together, or make several of one. */
import type { PrimitiveOf } from '../../../../shared/domain/primitives'
import { projectColumns } from '../../statistics/components/principalComponents'
import { imputeNeighbours, type Donors } from '../../statistics/neighbours/imputeNeighbours'
import { rowNorms } from '../../statistics/scaling/rowNorms'
import { multiplyTerm } from '../../statistics/shaping/polynomialTerms'
import { once } from '../frame/columns'
import { at, neededPlaces, wholeOrNone, type PrimitiveRules } from './rule'

type JoiningKind = 'products' | 'spread' | 'project' | 'unitNorm' | 'neighbours' | 'drop'

export const JOINING_RULES: PrimitiveRules<JoiningKind> = {
  products: {
    apply: ({ names, factors }, frame) => {
      names.forEach((name, place) => {
        const columns = (factors[place] ?? []).map((factor) => frame.figures(factor))
        frame.setLazily(name, () =>
          multiplyTerm(
            columns.map(({ values }) => values),
            [...columns.keys()],
          ),
        )
      })
    },
    flow: ({ names, factors }) => ({
      reads: [...new Set(factors.flat())],
      writes: names,
      origins: factors,
    }),
    narrow: (primitive, isNeeded) => {
      const places = neededPlaces(primitive.names, isNeeded)
      return (
        places && {
          ...primitive,
          names: at(primitive.names, places),
          factors: at(primitive.factors, places),
        }
      )
    },
  },
  spread: {
    apply: ({ column, names }, frame) => {
      const source = frame.figures(column)
      frame.remove(column)
      names.forEach((name, place) => {
        frame.setLazily(name, () =>
          source.values.map((code) => (Number.isNaN(code) ? NaN : code === place ? 1 : 0)),
        )
      })
    },
    ...wholeOrNone(({ column, names }) => ({ reads: [column], writes: names })),
  },
  project: {
    apply: ({ columns, means, components, names }, frame) => {
      const sources = columns.map((name) => frame.figures(name))
      const projected = once(() =>
        projectColumns(
          sources.map(({ values }) => values),
          {
            means: Float64Array.from(means),
            components: components.map((component) => Float64Array.from(component)),
          },
        ),
      )
      for (const name of columns) frame.remove(name)
      names.forEach((name, place) => {
        frame.setLazily(name, () => projected()[place] ?? new Float64Array(frame.rowCount))
      })
    },
    flow: ({ columns, names }) => ({ reads: columns, writes: names }),
    narrow: (primitive, isNeeded) => {
      const places = neededPlaces(primitive.names, isNeeded)
      return (
        places && {
          ...primitive,
          names: at(primitive.names, places),
          components: at(primitive.components, places),
        }
      )
    },
  },
  unitNorm: {
    apply: ({ columns, norm }, frame) => {
      const sources = columns.map((name) => frame.figures(name))
      const norms = once(() =>
        rowNorms(
          sources.map(({ values }) => values),
          norm,
        ),
      )
      columns.forEach((name, place) => {
        frame.setLazily(name, () => {
          const lengths = norms()
          const values = sources[place]?.values ?? new Float64Array(frame.rowCount)
          return values.map((figure, row) => figure / (lengths[row] ?? 1))
        })
      })
    },
    ...wholeOrNone(({ columns }) => ({ reads: columns, writes: columns })),
  },
  neighbours: {
    apply: (primitive, frame) => {
      const sources = primitive.columns.map((name) => frame.figures(name))
      const filled = once(() =>
        imputeNeighbours(
          sources.map(({ values }) => values),
          toDonors(primitive),
          primitive.neighbours,
        ),
      )
      primitive.columns.forEach((name, place) => {
        const isDate = sources[place]?.isDate ?? false
        frame.setLazily(name, () => filled()[place] ?? new Float64Array(frame.rowCount), isDate)
      })
    },
    ...wholeOrNone(({ columns }) => ({ reads: columns, writes: columns })),
  },
  drop: {
    apply: ({ columns }, frame) => {
      for (const name of columns) frame.remove(name)
    },
    flow: () => ({ reads: [], writes: [] }),
    // What is not asked for need not be taken away.
    narrow: () => null,
  },
}

function toDonors({ columns, donors, means }: PrimitiveOf<'neighbours'>): Donors {
  return {
    rows: Float64Array.from(donors.flatMap((cells) => cells.map((cell) => cell ?? NaN))),
    columnCount: columns.length,
    means: Float64Array.from(means),
  }
}
