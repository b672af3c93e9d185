/** @file The incomplete beta function, and the tails of the distributions of F and t that follow from it. */

/** Coefficients of Lanczos for g = 7 (Godfrey 2001). */
const LANCZOS = [
  0.99999999999980993, 676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059,
  12.507343278686905, -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7,
]
const SMALLEST = 1e-300
const MOST_TERMS = 1000

/** @returns the natural logarithm of the gamma function of x > 0. */
export function logGamma(x: number): number {
  const sum = LANCZOS.reduce(
    (total, coefficient, index) => total + (index === 0 ? 0 : coefficient / (x - 1 + index)),
    LANCZOS[0] ?? 1,
  )
  const base = x + 6.5
  return 0.5 * Math.log(2 * Math.PI) + (x - 0.5) * Math.log(base) - base + Math.log(sum)
}

/** @returns I_x(a, b), regularized, for x in [0, 1]. */
export function incompleteBeta(x: number, a: number, b: number): number {
  if (x <= 0) return 0
  if (x >= 1) return 1
  const logFront = logGamma(a + b) - logGamma(a) - logGamma(b) + a * Math.log(x) + b * Math.log1p(-x)
  const front = Math.exp(logFront)
  if (x < (a + 1) / (a + b + 2)) return (front * continuedFraction(x, a, b)) / a
  return 1 - (front * continuedFraction(1 - x, b, a)) / b
}

/** By Lentz's algorithm (Numerical Recipes, section 6.4). */
function continuedFraction(x: number, a: number, b: number): number {
  const away = (value: number) => (Math.abs(value) < SMALLEST ? SMALLEST : value)
  let upper = 1
  let lower = 1 / away(1 - ((a + b) * x) / (a + 1))
  let result = lower
  for (let m = 1; m <= MOST_TERMS; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m))
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1))
    let change = 1
    for (const term of [even, odd]) {
      lower = 1 / away(1 + term * lower)
      upper = away(1 + term / upper)
      change = lower * upper
      result *= change
    }
    if (Math.abs(change - 1) < 1e-15) break
  }
  return result
}

/** @returns the probability of a larger F with so many degrees of freedom. */
export function fTail(f: number, numerator: number, denominator: number): number {
  if (f <= 0) return 1
  return incompleteBeta(denominator / (denominator + numerator * f), denominator / 2, numerator / 2)
}

/** @returns the t that a share `confidence` of Student's distribution lies within, on both sides of 0. */
export function tQuantile(confidence: number, degrees: number): number {
  const tail = (t: number) => incompleteBeta(degrees / (degrees + t * t), degrees / 2, 0.5)
  let [low, high] = [0, 1]
  while (tail(high) > 1 - confidence) high *= 2
  for (let halving = 0; halving < 100; halving++) {
    const middle = (low + high) / 2
    if (tail(middle) > 1 - confidence) low = middle
    else high = middle
  }
  return (low + high) / 2
}
