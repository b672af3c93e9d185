/** @file Where a learning curve will end, as a mixture of fits. */
import { studentCdf } from '../../maths/student'
import { type Shape, shapesFor } from './curveFamilies'

/** Epochs and values; at least four. */
export interface Course {
  readonly steps: readonly number[]
  readonly values: readonly number[]
}

export interface Forecast {
  /** Mean of the mixture. */
  readonly expected: number
  /** @returns the probability that the value lies below a bound. */
  chanceBelow(bound: number): number
}

/** One fit: its value at the end with its standard error, and how much it is believed. */
interface Fit {
  readonly logWeight: number
  readonly mean: number
  readonly error: number
  readonly freedom: number
}

/** Noise that no fit goes below, as a share of the width of the curve: no real curve is exactly of these shapes, and a few points on one prove nothing. */
const LEAST_NOISE = 0.01
/** Coefficients and the shape itself. */
const FITTED = 3

/**
 * Every shape is fitted by least squares; what it says of the end is a Student distribution whose width holds its residuals and how far the end is
 * away; it weighs by its likelihood (BIC) and its prior. Shapes that would rise are left out, but a level line is always among them: a curve
 * that rises says nothing about how far it would fall.
 */
export function forecastCurve(course: Course, finalStep: number): Forecast {
  const width = Math.max(...course.values) - Math.min(...course.values)
  const noise = Math.max(width * LEAST_NOISE, Number.MIN_VALUE ** 0.5)
  const fits = shapesFor(finalStep)
    .map((shape) => fitShape(course, shape, { finalStep, noise }))
    .filter((fit) => fit !== null)
  const all = [...fits, fitLevel(course, noise)]
  const highest = Math.max(...all.map(({ logWeight }) => logWeight))
  const weights = all.map(({ logWeight }) => Math.exp(logWeight - highest))
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  const average = (of: (fit: Fit) => number) =>
    all.reduce((sum, fit, index) => sum + ((weights[index] ?? 0) / total) * of(fit), 0)
  return {
    expected: average(({ mean }) => mean),
    chanceBelow: (bound) =>
      average(({ mean, error, freedom }) => studentCdf((bound - mean) / error, freedom)),
  }
}

/** Sums of squares about the means; null where the shape would rise, or is level at these steps. */
function fitShape(
  { steps, values }: Course,
  { at, prior }: Shape,
  { finalStep, noise }: { finalStep: number; noise: number },
): Fit | null {
  const n = steps.length
  const features = steps.map(at)
  const [featureMean, valueMean] = [meanOf(features), meanOf(values)]
  let [squares, products, total] = [0, 0, 0]
  for (const [index, value] of values.entries()) {
    const [x, y] = [(features[index] ?? 0) - featureMean, value - valueMean]
    squares += x * x
    products += x * y
    total += y * y
  }
  if (!(squares > Number.MIN_VALUE ** 0.5) || products <= 0) return null
  const residual = Math.max(0, total - (products * products) / squares) + n * noise * noise
  const freedom = Math.max(1, n - FITTED)
  const distance = at(finalStep) - featureMean
  return {
    logWeight: Math.log(prior) - (n / 2) * Math.log(residual / n) - (FITTED / 2) * Math.log(n),
    mean: valueMean + (products / squares) * distance,
    error: Math.sqrt((residual / freedom) * (1 + 1 / n + (distance * distance) / squares)),
    freedom,
  }
}

function fitLevel({ values }: Course, noise: number): Fit {
  const n = values.length
  const mean = meanOf(values)
  const residual = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) + n * noise * noise
  const freedom = Math.max(1, n - 1)
  return {
    logWeight: -(n / 2) * Math.log(residual / n) - Math.log(n) / 2,
    ...{ mean, error: Math.sqrt((residual / freedom) * (1 + 1 / n)), freedom },
  }
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}
