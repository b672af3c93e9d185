/** @file An analysis of variance: how much of the differences between trials each parameter accounts for. */
import { fTail } from '../maths/incompleteBeta'
import { type EffectRow, type Factor, fitModel, type Model } from './additiveModel'

export interface VarianceLine {
  readonly parameter: string
  readonly sumOfSquares: number
  readonly degrees: number
  /** Null where there is no error to compare with, or the line is part of it. */
  readonly f: number | null
  readonly p: number | null
  /** Share of all variance that is not put down to chance, 0 to 1. */
  readonly contribution: number
  /** Whether it is counted as error, for want of any other. */
  readonly isPooled: boolean
}

export interface Variance {
  readonly lines: readonly VarianceLine[]
  readonly error: { readonly sumOfSquares: number; readonly degrees: number }
  readonly total: { readonly sumOfSquares: number; readonly degrees: number }
}

/** @param model fitted to all factors */
export function analyseVariance(
  factors: readonly Factor[],
  rows: readonly EffectRow[],
  { y, mean, model }: { y: Float64Array; mean: number; model: Model },
): Variance {
  const total = {
    sumOfSquares: y.reduce((sum, value) => sum + (value - mean) ** 2, 0),
    degrees: rows.length - 1,
  }
  const sources = factors.map(({ name }) => {
    const without = fitModel(
      factors.filter((factor) => factor.name !== name),
      rows,
      y,
    )
    const sumOfSquares = Math.max(0, without.residual - model.residual)
    return { parameter: name, sumOfSquares, degrees: model.rank - without.rank }
  })
  const left = { sumOfSquares: model.residual, degrees: rows.length - model.rank }
  const pooled = left.degrees > 0 ? [] : smallerHalf(sources, total.degrees)
  const error = pooled.reduce(
    (sum, { sumOfSquares, degrees }) => ({
      sumOfSquares: sum.sumOfSquares + sumOfSquares,
      degrees: sum.degrees + degrees,
    }),
    left,
  )
  const noise = error.degrees > 0 ? error.sumOfSquares / error.degrees : null
  const lines = sources.map((source): VarianceLine => {
    const isPooled = pooled.includes(source)
    const { sumOfSquares, degrees } = source
    const isTestable = noise !== null && !isPooled && degrees > 0
    const f = isTestable ? (noise > 0 ? sumOfSquares / degrees / noise : Infinity) : null
    const pure = isPooled ? 0 : Math.max(0, sumOfSquares - degrees * (noise ?? 0))
    return {
      ...{ ...source, f, isPooled },
      p: f === null ? null : fTail(f, degrees, error.degrees),
      contribution: total.sumOfSquares > 0 ? pure / total.sumOfSquares : 0,
    }
  })
  return { lines, error, total }
}

type Source = Pick<VarianceLine, 'parameter' | 'sumOfSquares' | 'degrees'>

/** The least mean squares, up to half of all degrees of freedom. */
function smallerHalf(sources: readonly Source[], degrees: number): Source[] {
  const ascending = sources
    .filter((source) => source.degrees > 0)
    .sort((left, right) => left.sumOfSquares / left.degrees - right.sumOfSquares / right.degrees)
  const pooled: Source[] = []
  let used = 0
  for (const source of ascending.slice(0, -1)) {
    if (pooled.length > 0 && used + source.degrees > degrees / 2) break
    pooled.push(source)
    used += source.degrees
  }
  return pooled
}
