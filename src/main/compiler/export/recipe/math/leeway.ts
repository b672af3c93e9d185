/** @file How far figures may lie from what they stand for, because raw figures come in as float32. */

/** Half a unit in the last place of float32, and a little for the arithmetic after it. */
const ROUNDING = 1e-7

/** @param slack of the figures that are compared with the item. */
export function leeway(item: number, slack = 0): number {
  return Number.isFinite(item) ? ROUNDING * Math.abs(item) + slack : 0
}

/** @returns the slack of (x − center) / scale: near a large center little of x is left but its error. */
export function scaledSlack(slack: number, center: number, scale: number): number {
  return (slack + ROUNDING * Math.abs(center)) / Math.abs(scale)
}
