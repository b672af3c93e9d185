/** @file The power transforms of Box and Cox (1964) and of Yeo and Johnson (2000), and back. */

export type PowerKind = 'boxCox' | 'yeoJohnson'

/** (x^λ − 1) / λ, log x where λ is 0; for x > 0 only, NaN elsewhere. */
export function boxCox(x: number, lambda: number): number {
  return x > 0 ? growth(Math.log(x), lambda) : NaN
}

/** The inverse of `boxCox`. */
export function invertBoxCox(y: number, lambda: number): number {
  return Math.exp(shrink(y, lambda))
}

/** ((x + 1)^λ − 1) / λ for x ≥ 0, −((1 − x)^(2−λ) − 1) / (2 − λ) below (Yeo and Johnson, eq. 2.1). */
export function yeoJohnson(x: number, lambda: number): number {
  return x >= 0 ? growth(Math.log1p(x), lambda) : -growth(Math.log1p(-x), 2 - lambda)
}

/** The inverse of `yeoJohnson`. */
export function invertYeoJohnson(y: number, lambda: number): number {
  return y >= 0 ? Math.expm1(shrink(y, lambda)) : -Math.expm1(shrink(-y, 2 - lambda))
}

/** (e^(λz) − 1) / λ, whose limit at λ = 0 is z. */
function growth(z: number, lambda: number): number {
  return Math.abs(lambda) < Number.EPSILON ? z : Math.expm1(lambda * z) / lambda
}

/** The inverse of `growth`; NaN beyond the reach of the transform. */
function shrink(y: number, lambda: number): number {
  return Math.abs(lambda) < Number.EPSILON ? y : Math.log1p(lambda * y) / lambda
}
