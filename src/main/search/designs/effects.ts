/** @file What a finished orthogonal study tells: the effect of every level, an analysis of variance, and the best levels. */
import type { Assignment, ParameterValue, SearchSpace } from '../../../shared/domain/searchSpace'
import type { Direction } from '../../../shared/domain/metric'
import { tQuantile } from '../maths/incompleteBeta'
import { normaliseAssignment } from '../space/assignments'
import { type EffectRow, type Factor, fitModel, type Model, shareIn } from './additiveModel'
import { analyseVariance, type Variance } from './variance'

export type { EffectRow } from './additiveModel'
export type { VarianceLine } from './variance'

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

export interface EffectAnalysis {
  readonly trials: number
  readonly mean: number
  /** The largest range first. */
  readonly factors: readonly FactorEffects[]
  readonly variance: Variance
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

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}
