/** @file Where a function crosses zero. */

const STEPS = 200

/**
 * Brent's method (Algorithms for Minimization without Derivatives, 1973, ch. 4): interpolation where it helps, halving
 * where it does not, to the last bits of x.
 * @returns the root between `low` and `high`; the end that is nearer to zero where both have one sign.
 */
export function findRoot(f: (x: number) => number, low: number, high: number): number {
  let [a, b, fa, fb] = [low, high, f(low), f(high)]
  if (fa * fb > 0) return Math.abs(fa) < Math.abs(fb) ? a : b
  let [c, fc, before, step] = [a, fa, b - a, b - a]
  for (let count = 0; count < STEPS && fb !== 0; count++) {
    if (fb * fc > 0) [c, fc, before, step] = [a, fa, b - a, b - a]
    if (Math.abs(fc) < Math.abs(fb)) [a, b, c, fa, fb, fc] = [b, c, b, fb, fc, fb]
    const tolerance = 2 * Number.EPSILON * Math.abs(b) + 1e-14
    const half = (c - b) / 2
    if (Math.abs(half) <= tolerance) break
    const guess = interpolated({ a, b, c, fa, fb, fc })
    const isUseful =
      Math.abs(before) >= tolerance &&
      guess / half > 0 &&
      Math.abs(guess) < Math.min(1.5 * Math.abs(half), Math.abs(before / 2))
    ;[before, step] = isUseful ? [step, guess] : [half, half]
    ;[a, fa] = [b, fb]
    b += Math.abs(step) > tolerance ? step : Math.sign(half) * tolerance
    fb = f(b)
  }
  return b
}

interface Triple {
  readonly a: number
  readonly b: number
  readonly c: number
  readonly fa: number
  readonly fb: number
  readonly fc: number
}

/** @returns the step from b to the root of the line through two points, or of the inverse parabola through three. */
function interpolated({ a, b, c, fa, fb, fc }: Triple): number {
  if (fa === fc) return (-fb * (b - a)) / (fb - fa)
  const [r, s, t] = [fb / fc, fb / fa, fa / fc]
  const p = s * (t * (r - t) * (c - b) - (1 - r) * (b - a))
  return p / ((t - 1) * (r - 1) * (s - 1))
}
