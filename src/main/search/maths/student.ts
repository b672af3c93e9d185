/** @file Student's t distribution. */
import { normalCdf } from './normal'

/** From here on the normal distribution is as good. */
const MOST_FREEDOM = 400

/**
 * The probability of a value up to `t`, by the finite series in θ = arctan(t / √ν) (Abramowitz and Stegun 1964, 26.7.3 and 26.7.4).
 * @param freedom degrees of freedom ν, a whole number from 1
 */
export function studentCdf(t: number, freedom: number): number {
  if (!Number.isFinite(t)) return t > 0 ? 1 : 0
  if (freedom > MOST_FREEDOM) return normalCdf(t)
  const angle = Math.atan(t / Math.sqrt(freedom))
  const [sine, cosine] = [Math.sin(angle), Math.cos(angle)]
  const isOdd = freedom % 2 === 1
  let term = isOdd ? cosine : 1
  let sum = freedom === 1 ? 0 : term
  for (let index = isOdd ? 3 : 2; index < freedom; index += 2) {
    term *= (cosine * cosine * (index - 1)) / index
    sum += term
  }
  const central = isOdd ? (2 / Math.PI) * (angle + sine * sum) : sine * sum
  return Math.min(1, Math.max(0, (1 + central) / 2))
}
