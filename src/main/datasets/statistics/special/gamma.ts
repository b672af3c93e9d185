/** @file The gamma function's relatives: its logarithm, the logarithm's slope, its incomplete integral. */

/** Coefficients of Godfrey (2001) for g = 607/128, good to 15 digits. */
const LANCZOS = [
  0.99999999999999709182, 57.156235665862923517, -59.597960355475491248, 14.136097974741747174,
  -0.49191381609762019978, 0.33994649984811888699e-4, 0.46523628927048575665e-4, -0.98374475304879564677e-4,
  0.15808870322491248884e-3, -0.21026444172410488319e-3, 0.2174396181152126432e-3, -0.16431810653676389022e-3,
  0.84418223983852743293e-4, -0.2619083840158140867e-4, 0.36899182659531622704e-5,
]

/** log Γ(x) for x > 0 (Lanczos 1964). */
export function logGamma(x: number): number {
  const shifted = x + 607 / 128 - 0.5
  const sum = LANCZOS.reduce((total, factor, at) => total + (at === 0 ? factor : factor / (x + at - 1)), 0)
  return (x - 0.5) * Math.log(shifted) - shifted + Math.log(Math.sqrt(2 * Math.PI) * sum)
}

/** ψ(x), the slope of log Γ, for x > 0: recurrence up to 10, then the asymptotic series (Abramowitz and Stegun 6.3.18). */
export function digamma(x: number): number {
  let [below, at] = [0, x]
  for (; at < 10; at++) below += 1 / at
  const square = 1 / (at * at)
  const series =
    square *
    (1 / 12 -
      square *
        (1 / 120 - square * (1 / 252 - square * (1 / 240 - square * (1 / 132 - (square * 691) / 32760)))))
  return Math.log(at) - 0.5 / at - series - below
}

const TERMS = 100_000

/**
 * Q(a, x) = Γ(a, x) / Γ(a), the upper regularised incomplete gamma function: series for x < a + 1, Lentz's continued
 * fraction elsewhere (Press et al., Numerical Recipes, 3rd ed., 6.2). @param a above 0. @param x from 0.
 */
export function upperGamma(a: number, x: number): number {
  if (x <= 0) return 1
  const scale = Math.exp(a * Math.log(x) - x - logGamma(a))
  return x < a + 1 ? 1 - scale * lowerSeries(a, x) : scale * upperFraction(a, x)
}

function lowerSeries(a: number, x: number): number {
  let [term, sum] = [1 / a, 1 / a]
  for (let n = 1; n < TERMS && Math.abs(term) > Math.abs(sum) * Number.EPSILON; n++) {
    term *= x / (a + n)
    sum += term
  }
  return sum
}

function upperFraction(a: number, x: number): number {
  let b = x + 1 - a
  let c = 1e300
  let d = 1 / b
  let result = d
  for (let n = 1; n < TERMS; n++) {
    const factor = -n * (n - a)
    b += 2
    d = 1 / awayFromZero(factor * d + b)
    c = awayFromZero(b + factor / c)
    result *= c * d
    if (Math.abs(c * d - 1) < Number.EPSILON) break
  }
  return result
}

/** Lentz's method must not divide by nothing. */
export function awayFromZero(value: number): number {
  return Math.abs(value) < 1e-300 ? 1e-300 : value
}
