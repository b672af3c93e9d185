/** @file The regularised incomplete beta function. */
import { awayFromZero, logGamma } from './gamma'

const TERMS = 10_000

/**
 * I_x(a, b) by Lentz's continued fraction, on the side where it converges fast (Press et al., Numerical Recipes,
 * 3rd ed., 6.4). @param x from 0 to 1. @param y 1 − x, given apart so that it loses nothing where x is almost 1.
 */
export function incompleteBeta(a: number, b: number, x: number, y = 1 - x): number {
  if (x <= 0) return 0
  if (y <= 0) return 1
  const scale = Math.exp(logGamma(a + b) - logGamma(a) - logGamma(b) + a * Math.log(x) + b * Math.log(y))
  return x < (a + 1) / (a + b + 2) ? (scale * fraction(a, b, x)) / a : 1 - (scale * fraction(b, a, y)) / b
}

function fraction(a: number, b: number, x: number): number {
  let c = 1
  let d = 1 / awayFromZero(1 - ((a + b) * x) / (a + 1))
  let result = d
  for (let n = 1; n < TERMS; n++) {
    const even = (n * (b - n) * x) / ((a + 2 * n - 1) * (a + 2 * n))
    d = 1 / awayFromZero(1 + even * d)
    c = awayFromZero(1 + even / c)
    result *= c * d
    const odd = (-(a + n) * (a + b + n) * x) / ((a + 2 * n) * (a + 2 * n + 1))
    d = 1 / awayFromZero(1 + odd * d)
    c = awayFromZero(1 + odd / c)
    result *= c * d
    if (Math.abs(c * d - 1) < Number.EPSILON) break
  }
  return result
}
