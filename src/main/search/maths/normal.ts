/** @file The normal distribution, whole and truncated; logarithms of probabilities hold in both tails. */
import { erfc, logErfc, polynomial } from './errorFunction'

/** ln √(2π) */
const LOG_ROOT_TWO_PI = 0.918938533204672741780329736406

/** @returns the density of the standard normal distribution. */
export function normalPdf(x: number): number {
  return Math.exp(normalLogPdf(x))
}

export function normalLogPdf(x: number): number {
  return -0.5 * x * x - LOG_ROOT_TWO_PI
}

/** @returns Φ(x), the probability of a value up to x. */
export function normalCdf(x: number): number {
  return 0.5 * erfc(-x * Math.SQRT1_2)
}

/** @returns ln Φ(x); −745 and far below are as exact as what is near 0. */
export function normalLogCdf(x: number): number {
  return x > 1 ? Math.log1p(-normalCdf(-x)) : logErfc(-x * Math.SQRT1_2) - Math.LN2
}

/*
 * Wichura's algorithm AS 241 (PPND16, Applied Statistics 37, 1988): relative error about 1e-16. Numerators and denominators of three ranges.
 */
const CENTRE_P = [
  3.387132872796366608, 133.14166789178437745, 1971.5909503065514427, 13731.693765509461125,
  45921.953931549871457, 67265.770927008700853, 33430.575583588128105, 2509.0809287301226727,
]
const CENTRE_Q = [
  1, 42.313330701600911252, 687.1870074920579083, 5394.1960214247511077, 21213.794301586595867,
  39307.89580009271061, 28729.085735721942674, 5226.495278852854561,
]
const MIDDLE_P = [
  1.42343711074968357734, 4.6303378461565452959, 5.7694972214606914055, 3.64784832476320460504,
  1.27045825245236838258, 0.24178072517745061177, 0.0227238449892691845833, 7.7454501427834140764e-4,
]
const MIDDLE_Q = [
  1, 2.05319162663775882187, 1.6763848301838038494, 0.68976733498510000455, 0.14810397642748007459,
  0.0151986665636164571966, 5.475938084995344946e-4, 1.05075007164441684324e-9,
]
const TAIL_P = [
  6.6579046435011037772, 5.4637849111641143699, 1.7848265399172913358, 0.29656057182850489123,
  0.026532189526576123093, 0.0012426609473880784386, 2.71155556874348757815e-5, 2.01033439929228813265e-7,
]
const TAIL_Q = [
  1, 0.59983220655588793769, 0.13692988092273580531, 0.0148753612908506148525, 7.868691311456132591e-4,
  1.8463183175100546818e-5, 1.4215117583164458887e-7, 2.04426310338993978564e-15,
]

/** @returns x with Φ(x) = p; ±∞ at 1 and 0. */
export function normalInverseCdf(p: number): number {
  if (p <= 0) return -Infinity
  if (p >= 1) return Infinity
  const distance = p - 0.5
  if (Math.abs(distance) <= 0.425) return centre(distance)
  return distance < 0 ? -quantileOfTail(Math.log(p)) : quantileOfTail(Math.log1p(-p))
}

/** @returns x with ln Φ(x) = logP, also where Φ(x) is too small or too near 1 to be a number of its own. */
export function normalInverseLogCdf(logP: number): number {
  if (logP >= 0) return Infinity
  if (logP === -Infinity) return -Infinity
  if (logP > -0.078) return quantileOfTail(Math.log(-Math.expm1(logP)))
  if (logP > -2.59) return centre(Math.exp(logP) - 0.5)
  if (logP > -600) return -quantileOfTail(logP)
  // Newton on ln Φ from its asymptote ln φ(x) − ln |x|: a few rounds for all that is farther out.
  let x = -Math.sqrt(-2 * (logP + LOG_ROOT_TWO_PI))
  for (let round = 0; round < 8; round++) {
    const log = normalLogCdf(x)
    const change = (log - logP) * Math.exp(log - normalLogPdf(x))
    x -= change
    if (Math.abs(change) < 1e-14 * Math.abs(x)) break
  }
  return x
}

function centre(distance: number): number {
  const square = 0.180625 - distance * distance
  return (distance * polynomial(CENTRE_P, square)) / polynomial(CENTRE_Q, square)
}

/** @returns x > 0 with Φ(−x) = exp(logTail), for tails below 0.075. */
function quantileOfTail(logTail: number): number {
  const root = Math.sqrt(-logTail)
  return root <= 5
    ? polynomial(MIDDLE_P, root - 1.6) / polynomial(MIDDLE_Q, root - 1.6)
    : polynomial(TAIL_P, root - 5) / polynomial(TAIL_Q, root - 5)
}

/**
 * @returns ln(Φ(b) − Φ(a)) for a < b: by the nearer tail where both lie on one side, by what is left over where 0 lies between.
 */
export function normalLogMass(a: number, b: number): number {
  if (a > 0) return logDifference(normalLogCdf(-a), normalLogCdf(-b))
  if (b <= 0) return logDifference(normalLogCdf(b), normalLogCdf(a))
  return Math.log1p(-normalCdf(a) - normalCdf(-b))
}

/** A normal distribution around `mean` that is cut to [low, high]. */
export interface TruncatedNormal {
  readonly mean: number
  readonly deviation: number
  readonly low: number
  readonly high: number
}

/** @returns the log density at x; −∞ outside of the range. */
export function truncatedLogPdf({ mean, deviation, low, high }: TruncatedNormal, x: number): number {
  if (x < low || x > high) return -Infinity
  const mass = normalLogMass((low - mean) / deviation, (high - mean) / deviation)
  return normalLogPdf((x - mean) / deviation) - mass - Math.log(deviation)
}

/** @returns x with the probability p of a value up to it; within [low, high] for every p in [0, 1]. */
export function truncatedInverseCdf({ mean, deviation, low, high }: TruncatedNormal, p: number): number {
  if (p <= 0 || p >= 1) return p <= 0 ? low : high
  const a = (low - mean) / deviation
  const b = (high - mean) / deviation
  const mass = normalLogMass(a, b)
  const standard =
    a < 0
      ? normalInverseLogCdf(logSum(normalLogCdf(a), Math.log(p) + mass))
      : -normalInverseLogCdf(logSum(normalLogCdf(-b), Math.log1p(-p) + mass))
  return Math.min(high, Math.max(low, mean + deviation * standard))
}

/** @returns ln(eᵖ + e^q). */
export function logSum(p: number, q: number): number {
  const larger = Math.max(p, q)
  return larger === -Infinity ? larger : larger + Math.log1p(Math.exp(Math.min(p, q) - larger))
}

/** @returns ln(eᵖ − e^q) for p ≥ q. */
function logDifference(p: number, q: number): number {
  const gap = q - p
  return gap > -Math.LN2 ? p + Math.log(-Math.expm1(gap)) : p + Math.log1p(-Math.exp(gap))
}
