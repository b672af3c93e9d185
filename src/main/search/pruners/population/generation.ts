/** @file A generation of a population: those that came to the end of a leg, and who of them is copied by whom. */
import { createRandom } from '../../../../shared/util/random'
import { isPending } from '../../history'
import type { PastTrial } from '../../types'
import { stepOf } from '../curves'
import { orderOf, rungAt, waitsAt } from '../halving/rungs'

/** Keeps its draws apart from those of the sampler with the same seed. */
const COPIES = 0xc0b1e5

/** Who ends in favour of a copy of whom. */
export interface Replacement {
  readonly replaced: number
  readonly source: number
}

/** @returns the last epochs of all legs but the one that ends with the training */
export function legsOf({ plannedSteps }: PastTrial, interval: number): number[] {
  return Array.from({ length: Math.ceil(plannedSteps / interval) - 1 }, (_, index) => (index + 1) * interval)
}

/** @returns those that trained up to the end of a leg themselves, whatever became of them; not the copies made there. */
export function membersAt(trials: readonly PastTrial[], step: number): PastTrial[] {
  return trials.filter((trial) => stepOf(trial) >= step && (trial.forkedFrom?.step ?? 0) < step)
}

/** Whether one that may still come to the end of the leg is on its way. */
export function isAwaiting(trials: readonly PastTrial[], step: number): boolean {
  return trials.some(
    (trial) =>
      isPending(trial) &&
      trial.plannedSteps > step &&
      Math.max(stepOf(trial), trial.forkedFrom?.step ?? 0) < step,
  )
}

/**
 * The worst share is replaced by copies of the best share. Follows from what members had reached at the end of the leg and from the seed, so it
 * is the same however far it is carried out.
 */
export function replacementsAt(
  members: readonly PastTrial[],
  step: number,
  { quantile, seed }: { readonly quantile: number; readonly seed: number },
): Replacement[] {
  const latest = members.map((trial) => ({
    ...trial,
    curve: trial.curve.filter((point) => point.step === step),
  }))
  const rung = rungAt(latest, step)
  const order = orderOf(rung)
  const count = Math.min(Math.ceil(members.length * quantile), Math.floor(order.length / 2))
  const best = order.slice(0, count).filter((index) => rung.scores[index] !== Infinity)
  const worst = order.slice(order.length - count)
  if (best.length === 0) return []
  const numberOf = (index: number | undefined) => rung.trials[index ?? -1]?.number ?? 0
  return worst.map((index) => {
    const replaced = numberOf(index)
    const draw = createRandom(seed, COPIES, replaced, step).integer(best.length)
    return { replaced, source: numberOf(best[draw]) }
  })
}

/** @returns the ends of legs at which members stand still, the earliest first */
export function openLegs(trials: readonly PastTrial[], interval: number): number[] {
  const steps = trials
    .filter((trial) => legsOf(trial, interval).some((step) => waitsAt(trial, step)))
    .map(stepOf)
  return [...new Set(steps)].sort((a, b) => a - b)
}
