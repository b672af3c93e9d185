/** @file Minimising a smooth function of a few dozen numbers within bounds: L-BFGS with projection (Nocedal and Wright 2006, algorithm 7.4). */

/** @returns the value at `x`, and writes the gradient there into `gradient`. Infinity where there is none. */
export type Differentiable = (x: Float64Array, gradient: Float64Array) => number

export interface MinimiseOptions {
  readonly start: ArrayLike<number>
  /** One pair an axis. */
  readonly bounds: readonly (readonly [low: number, high: number])[]
  /** Steps at most. @default 50 */
  readonly steps?: number
  /** It ends where no step along the gradient changes an axis by more. @default 1e-5 */
  readonly tolerance?: number
}

export interface Minimum {
  readonly x: Float64Array
  readonly value: number
}

/** Differences of the last steps that shape the next one. */
const MEMORY = 8
/** Of the decrease that the slope promises, what must come true (Armijo). */
const SUFFICIENT = 1e-4
const MOST_HALVINGS = 20

interface Curvature {
  readonly step: Float64Array
  readonly change: Float64Array
  readonly product: number
}

/** Axes at a bound that the gradient would leave rest; the line search goes back by halves or by the parabola through what it found. */
export function minimise(
  f: Differentiable,
  { start, bounds, steps = 50, tolerance = 1e-5 }: MinimiseOptions,
): Minimum {
  const project = (x: Float64Array) =>
    x.map((value, axis) =>
      Math.min(bounds[axis]?.[1] ?? Infinity, Math.max(bounds[axis]?.[0] ?? -Infinity, value)),
    )
  let x: Float64Array = project(Float64Array.from(start))
  let gradient: Float64Array = new Float64Array(x.length)
  let value = f(x, gradient)
  let memory: Curvature[] = []
  for (let step = 0; step < steps && Number.isFinite(value); step++) {
    const isFree = x.map((_, axis) =>
      project(x.with(axis, (x[axis] ?? 0) - Math.sign(gradient[axis] ?? 0)))[axis] !== x[axis] ? 1 : 0,
    )
    const slope = gradient.map((partial, axis) => partial * (isFree[axis] ?? 0))
    if (slope.every((partial) => Math.abs(partial) < tolerance)) break
    let direction = descend(slope, memory).map((part, axis) => part * (isFree[axis] ?? 0))
    if (inner(direction, slope) >= 0) {
      memory = []
      direction = slope.map((partial) => -partial)
    }
    const found = searchLine(f, { x, value, gradient, direction, project, isFirst: memory.length === 0 })
    if (found === null) {
      if (memory.length === 0) break
      memory = []
      continue
    }
    remember(memory, minus(found.x, x), minus(found.gradient, gradient))
    ;({ x, value, gradient } = found)
  }
  return { x, value }
}

interface Place {
  readonly x: Float64Array
  readonly value: number
  readonly gradient: Float64Array
}

interface Line extends Place {
  readonly direction: Float64Array
  readonly project: (x: Float64Array) => Float64Array
  /** Before anything is known of the curvature the first step is no longer than 1. */
  readonly isFirst: boolean
}

function searchLine(f: Differentiable, line: Line): Place | null {
  const { x, value, gradient, direction, project, isFirst } = line
  const slope = inner(gradient, direction)
  let length = isFirst ? Math.min(1, 1 / Math.sqrt(inner(direction, direction))) : 1
  for (let halving = 0; halving < MOST_HALVINGS; halving++) {
    const next = project(x.map((part, axis) => part + length * (direction[axis] ?? 0)))
    const nextGradient = new Float64Array(x.length)
    const found = f(next, nextGradient)
    if (found <= value + SUFFICIENT * inner(gradient, minus(next, x)) && found < value)
      return { x: next, value: found, gradient: nextGradient }
    const parabola = (-slope * length * length) / (2 * (found - value - slope * length))
    length = Number.isFinite(parabola)
      ? Math.min(0.5 * length, Math.max(0.1 * length, parabola))
      : 0.25 * length
  }
  return null
}

/** The two-loop recursion: minus the gradient, times what the last steps tell of the inverse Hessian. */
function descend(slope: Float64Array, memory: readonly Curvature[]): Float64Array {
  const direction = slope.map((partial) => -partial)
  const shares: number[] = []
  for (const { step, change, product } of memory.toReversed()) {
    const share = inner(step, direction) / product
    shares.unshift(share)
    add(direction, change, -share)
  }
  const last = memory.at(-1)
  const scale = last === undefined ? 1 : last.product / inner(last.change, last.change)
  for (let axis = 0; axis < direction.length; axis++) direction[axis] = (direction[axis] ?? 0) * scale
  for (const [index, { step, change, product }] of memory.entries()) {
    add(direction, step, (shares[index] ?? 0) - inner(change, direction) / product)
  }
  return direction
}

/** Only a step along which the slope grew tells of a minimum. */
function remember(memory: Curvature[], step: Float64Array, change: Float64Array): void {
  const product = inner(step, change)
  if (product <= 1e-10 * inner(change, change)) return
  memory.push({ step, change, product })
  if (memory.length > MEMORY) memory.shift()
}

function inner(left: Float64Array, right: Float64Array): number {
  let sum = 0
  for (let axis = 0; axis < left.length; axis++) sum += (left[axis] ?? 0) * (right[axis] ?? 0)
  return sum
}

function minus(left: Float64Array, right: Float64Array): Float64Array {
  return left.map((value, axis) => value - (right[axis] ?? 0))
}

function add(to: Float64Array, what: Float64Array, share: number): void {
  for (let axis = 0; axis < to.length; axis++) to[axis] = (to[axis] ?? 0) + share * (what[axis] ?? 0)
}
