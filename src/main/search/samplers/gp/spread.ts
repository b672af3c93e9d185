/** @file Points that lie evenly whatever their number: the additive recurrence of the generalised golden ratio (Roberts 2018). */
import { createRandom } from '../../../../shared/util/random'

/**
 * Point n is the fractional part of shift + n × (1/g, 1/g², …) with g the root of gᵈ⁺¹ = g + 1. The shift is drawn by the seed, so each point by itself
 * is an even draw.
 */
export function createSpread(axes: number, seed: number): (number: number) => Float64Array {
  const random = createRandom(seed, SHIFTS)
  const shifts = Float64Array.from({ length: axes }, () => random.next())
  let root = 1.5
  for (let round = 0; round < 60; round++) root = Math.pow(1 + root, 1 / (axes + 1))
  return (number) => shifts.map((shift, axis) => (shift + number * Math.pow(root, -(axis + 1))) % 1)
}

/** Keeps these draws apart from those of trials. */
const SHIFTS = 0x5fa3
