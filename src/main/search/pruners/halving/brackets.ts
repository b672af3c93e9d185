/** @file Which brackets Hyperband has, and which trial belongs to which (Li et al. 2018, Hyperband, Algorithm 1). */
import type { Rungs } from './rungs'

/** @returns s_max + 1 = ⌊log_factor(plannedSteps / minSteps)⌋ + 1, at least 1 */
export function countBrackets({ minSteps, factor }: Rungs, plannedSteps: number): number {
  let count = 1
  for (let step = minSteps * factor; step <= plannedSteps; step *= factor) count++
  return count
}

/** @returns how many trials of a round begin in each bracket, that with the shortest first rung first: ⌈(s_max + 1) factor^s / (s + 1)⌉ */
export function bracketWeights(count: number, factor: number): number[] {
  return Array.from({ length: count }, (_, index) => {
    const s = count - 1 - index
    return Math.ceil((count * factor ** s) / (s + 1))
  })
}

/**
 * Spreads the trials of a round over the brackets evenly, so that each bracket has about its share wherever a study ends.
 * @returns the bracket of each place of a round
 */
export function createRound(weights: readonly number[]): Uint8Array {
  const length = weights.reduce((sum, weight) => sum + weight, 0)
  const owed = weights.map(() => 0)
  return Uint8Array.from({ length }, () => {
    for (const [index, weight] of weights.entries()) owed[index] = (owed[index] ?? 0) + weight / length
    const bracket = owed.indexOf(Math.max(...owed))
    owed[bracket] = (owed[bracket] ?? 0) - 1
    return bracket
  })
}
