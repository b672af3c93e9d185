/**
 * @file Shapes of learning curves, y = c + a·φ(x) with a falling φ (Domhan, Springenberg and Hutter 2015, table 1). What is not linear in them lies
 * on a grid, so that the best fit of each is found exactly, and the same on every machine.
 */

/** φ of the epoch x ≥ 1. */
export interface Shape {
  readonly at: (x: number) => number
  /** Share of the belief before anything is seen: all families are as likely. */
  readonly prior: number
}

const POWERS = [0.1, 0.2, 0.35, 0.5, 0.75, 1, 1.5, 2, 3]
/** Times in which a curve falls, as shares of the whole training: from a hundredth to two and a half. */
const TIMES = Array.from({ length: 22 }, (_, index) => 0.01 * 1.3 ** index)
const BENDS = [0.5, 2]

/** @param steps epochs of the whole training */
export function shapesFor(steps: number): Shape[] {
  const times = TIMES.map((share) => Math.max(0.3, share * steps))
  const each = (make: (time: number, bend: number) => Shape['at']) =>
    BENDS.flatMap((bend) => times.map((time) => make(time, bend)))
  const families: Shape['at'][][] = [
    POWERS.map((power) => (x) => x ** -power),
    times.map((time) => (x) => Math.exp(-x / time)),
    [(x) => -Math.log(x)],
    // Janoschek: exp(−κ x^δ); an exponential for δ = 1.
    each((time, bend) => (x) => Math.exp(-((x / time) ** bend))),
    // Morgan, Mercer and Flodin: 1 / (1 + (κ x)^δ).
    each((time, bend) => (x) => 1 / (1 + (x / time) ** bend)),
  ]
  return families.flatMap((family) =>
    family.map((at) => ({ at, prior: 1 / (families.length * family.length) })),
  )
}
