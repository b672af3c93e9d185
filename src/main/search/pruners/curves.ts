/** @file What a trial had reached after an epoch. */
import type { CurvePoint, PastTrial } from '../types'

type Curve = readonly CurvePoint[]

/** @returns the epoch a trial has come to; 0 before the first. */
export function stepOf({ curve }: Pick<PastTrial, 'curve'>): number {
  return curve.at(-1)?.step ?? 0
}

/** @returns the first objective at exactly this step; NaN where it is not known. */
export function valueAt(curve: Curve, step: number): number {
  const point = curve[countUntil(curve, step) - 1]
  return point?.step === step ? (point.values[0] ?? Number.NaN) : Number.NaN
}

/** @returns the lowest first objective up to a step; NaN where none is known. */
export function bestUntil(curve: Curve, step: number): number {
  let best = Number.NaN
  for (let index = 0; index < curve.length; index++) {
    const point = curve[index]
    if (point === undefined || point.step > step) break
    const value = point.values[0] ?? Number.NaN
    if (!(value >= best) && !Number.isNaN(value)) best = value
  }
  return best
}

/**
 * What a trial is judged by after a step. With one objective its best value so far, for that is what it would end with: a trial has the value
 * of its best epoch. With several, where each epoch may be best in another one, the latest that are known together.
 * @returns null where nothing is known
 */
export function standingAt(curve: Curve, step: number): readonly number[] | null {
  const objectives = curve[0]?.values.length ?? 0
  if (objectives <= 1) {
    const best = bestUntil(curve, step)
    return Number.isNaN(best) ? null : [best]
  }
  for (let index = countUntil(curve, step) - 1; index >= 0; index--) {
    const values = curve[index]?.values ?? []
    if (!values.some(Number.isNaN)) return values
  }
  return null
}

/** @returns how many points lie at a step or before it. */
export function countUntil(curve: Curve, step: number): number {
  let [low, high] = [0, curve.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((curve[middle]?.step ?? Infinity) <= step) low = middle + 1
    else high = middle
  }
  return low
}
