/** @file What a finished orthogonal study tells: the effect of every level, an analysis of variance, and the best levels. */
import type { Assignment, ParameterValue, SearchSpace } from '../../../shared/domain/searchSpace'
import type { Direction } from '../../../shared/domain/metric'
import { fTail, tQuantile } from '../maths/incompleteBeta'
import { normaliseAssignment } from '../space/assignments'
import { leastSquares } from './leastSquares'

/** A complete trial. */
export interface EffectRow {
  readonly assignment: Assignment
  /** The objective of each fold and seed, or the one value, in its own units. */
  readonly responses: readonly number[]
}

export interface LevelEffect {
  readonly value: ParameterValue
  readonly trials: number
  readonly mean: number
  /** The mean less the mean of all trials. */
  readonly effect: number
  /** Mean signal-to-noise ratio in decibels, the larger the better; null where a response does not allow one. */
  readonly signalToNoise: number | null
}

export interface FactorEffects {
  readonly parameter: string
  /** In ascending order, choices in that of the space. */
  readonly levels: readonly LevelEffect[]
  /** Between the largest and the smallest mean. */
  readonly range: number
  readonly best: ParameterValue
}

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

export interface EffectAnalysis {
  readonly trials: number
  readonly mean: number
  /** The largest range first. */
  readonly factors: readonly FactorEffects[]
  readonly variance: {
    readonly lines: readonly VarianceLine[]
    readonly error: { readonly sumOfSquares: number; readonly degrees: number }
    readonly total: { readonly sumOfSquares: number; readonly degrees: number }
  }
  readonly optimum: {
    readonly assignment: Assignment
    readonly predicted: number
    /** Where its true mean lies with 95 % confidence; null without an error to tell. */
    readonly interval: { readonly low: number; readonly high: number } | null
  }
}

const CONFIDENCE = 0.95
/** Parameters with more values are not looked at level by level. */
const MOST_LEVELS = 30

interface Factor {
  readonly name: string
  readonly values: readonly ParameterValue[]
}

/**
 * Of an additive model: every level adds its own amount. Sums of squares are what leaving out the parameter costs, which in an orthogonal
 * array is the usual sum and in one with gaps still counts nothing twice. Where no degree of freedom is left for an error, the smaller
 * half of the effects is taken for it (pooling, as Taguchi does).
 * @returns null where nothing varies, or there are fewer than three trials
 */
export function analyseEffects(
  space: SearchSpace,
  rows: readonly EffectRow[],
  direction: Direction,
): EffectAnalysis | null {
  const factors = findFactors(space, rows)
  if (factors.length === 0 || rows.length < 3) return null
  const y = Float64Array.from(rows, ({ responses }) => meanOf(responses))
  const mean = meanOf([...y])
  const effects = factors.map((factor) => describeFactor(factor, { rows, y, mean, direction }))
  const model = fitModel(factors, rows, y)
  const variance = analyseVariance(factors, rows, { y, mean, model })
  return {
    ...{ trials: rows.length, mean, variance },
    factors: effects.toSorted((left, right) => right.range - left.range),
    optimum: findOptimum(space, { factors, model, variance, mean, rows, direction }),
  }
}

function findFactors({ parameters }: SearchSpace, rows: readonly EffectRow[]): Factor[] {
  return parameters
    .filter(({ follows }) => follows === undefined)
    .map(({ name, domain }) => {
      const found = new Set(rows.flatMap(({ assignment }) => assignment[name] ?? []))
      const values = domain.kind === 'choice' ? domain.values.filter((value) => found.has(value)) : [...found]
      if (domain.kind !== 'choice') values.sort((left, right) => Number(left) - Number(right))
      return { name, values }
    })
    .filter(({ values }) => values.length > 1 && values.length <= MOST_LEVELS)
}

interface Observed {
  readonly rows: readonly EffectRow[]
  readonly y: Float64Array
  readonly mean: number
  readonly direction: Direction
}

function describeFactor({ name, values }: Factor, { rows, y, mean, direction }: Observed): FactorEffects {
  const levels = values.map((value): LevelEffect => {
    const own = rows.flatMap(({ assignment }, index) => (assignment[name] === value ? [index] : []))
    const ratios = own.map((index) => signalToNoise(rows[index]?.responses ?? [], direction))
    const level = meanOf(own.map((index) => y[index] ?? 0))
    return {
      ...{ value, trials: own.length, mean: level, effect: level - mean },
      signalToNoise: ratios.some((ratio) => ratio === null) ? null : meanOf(ratios.map(Number)),
    }
  })
  const means = levels.map((level) => level.mean)
  const best = means.indexOf(direction === 'minimize' ? Math.min(...means) : Math.max(...means))
  const range = Math.max(...means) - Math.min(...means)
  return { parameter: name, levels, range, best: levels[best]?.value ?? '' }
}

/**
 * Smaller is better: −10 log10 of the mean of y²; larger is better: −10 log10 of the mean of 1/y² (Taguchi).
 * @returns null where a response is 0 or negative, for which the ratio means nothing
 */
export function signalToNoise(responses: readonly number[], direction: Direction): number | null {
  if (responses.length === 0 || responses.some((response) => response <= 0)) return null
  const squares = responses.map((response) => (direction === 'minimize' ? response ** 2 : response ** -2))
  return -10 * Math.log10(meanOf(squares))
}

interface Model {
  /** By parameter, then level, relative to the first level of each. */
  readonly shares: ReadonlyMap<string, readonly number[]>
  readonly residual: number
  readonly rank: number
}

/** Where a parameter does not exist it adds nothing: what that changes is put down to its parent. */
function fitModel(factors: readonly Factor[], rows: readonly EffectRow[], y: Float64Array): Model {
  const columns = [Float64Array.from(rows, () => 1)]
  const starts = factors.map(({ name, values }) => {
    const start = columns.length
    for (const value of values.slice(1))
      columns.push(Float64Array.from(rows, ({ assignment }) => (assignment[name] === value ? 1 : 0)))
    return start
  })
  const { coefficients, residual, rank } = leastSquares(columns, y)
  const shares = factors.map(({ name, values }, index): [string, number[]] => {
    const start = starts[index] ?? 0
    return [name, [0, ...coefficients.slice(start, start + values.length - 1)]]
  })
  return { shares: new Map(shares), residual, rank }
}

type Variance = EffectAnalysis['variance']

function analyseVariance(
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

interface Findings {
  readonly factors: readonly Factor[]
  readonly model: Model
  readonly variance: Variance
  readonly mean: number
  readonly rows: readonly EffectRow[]
  readonly direction: Direction
}

/** The best level of every parameter; effects that are taken for error add nothing to what is predicted. */
function findOptimum(space: SearchSpace, findings: Findings): EffectAnalysis['optimum'] {
  const { factors, model, variance, mean, rows, direction } = findings
  const wished: Assignment = {}
  let predicted = mean
  let degrees = 1
  const bestOf = (shares: readonly number[]) =>
    direction === 'minimize' ? Math.min(...shares) : Math.max(...shares)
  for (const { name, values } of factors) {
    const shares = model.shares.get(name) ?? []
    wished[name] = values[shares.indexOf(bestOf(shares))] ?? ''
  }
  const assignment = normaliseAssignment(space, wished)
  for (const { parameter, degrees: own, isPooled } of variance.lines) {
    if (isPooled) continue
    const shareOf = (from: Assignment) => shareIn(findings, parameter, from)
    predicted += shareOf(assignment) - meanOf(rows.map((row) => shareOf(row.assignment)))
    degrees += own
  }
  const { error } = variance
  if (error.degrees <= 0) return { assignment, predicted, interval: null }
  const deviation = Math.sqrt((error.sumOfSquares / error.degrees / rows.length) * degrees)
  const reach = tQuantile(CONFIDENCE, error.degrees) * deviation
  return { assignment, predicted, interval: { low: predicted - reach, high: predicted + reach } }
}

function shareIn({ factors, model }: Findings, parameter: string, assignment: Assignment): number {
  const values = factors.find(({ name }) => name === parameter)?.values ?? []
  const value = assignment[parameter]
  const level = value === undefined ? -1 : values.indexOf(value)
  return model.shares.get(parameter)?.[level] ?? 0
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}
