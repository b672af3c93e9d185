/** @file Other hyperparameters that explain the trials, drawn by their probability. */
import type { Random } from '../../../../shared/util/random'
import type { Hyperparameters } from './hyperparameters'
import { type FitData, logLikelihood } from './logPosterior'

/** Each forgets a good part of where it was. */
const STEPS = 10
const MOST_SHRINKS = 30

/**
 * Elliptical slice sampling (Murray, Adams and MacKay 2010): the prior is normal in the logarithms, so a step goes along the ellipse through the present point and a
 * draw from the prior, to where the likelihood is above a level that is drawn, too. Nothing has to be chosen for it.
 */
export function drawPlausible(data: FitData, start: Hyperparameters, random: Random): Hyperparameters {
  let at = start
  let likelihood = boundedLikelihood(data, at)
  for (let step = 0; step < STEPS; step++) {
    const level = likelihood + Math.log(1 - random.next())
    const other = data.priors.map(({ deviation }) => deviation * random.normal())
    let angle = 2 * Math.PI * random.next()
    let [low, high] = [angle - 2 * Math.PI, angle]
    for (let shrink = 0; shrink < MOST_SHRINKS; shrink++) {
      const next = turn(data, at, other, angle)
      const found = boundedLikelihood(data, next)
      if (found > level) {
        ;[at, likelihood] = [next, found]
        break
      }
      if (angle < 0) low = angle
      else high = angle
      angle = low + (high - low) * random.next()
    }
  }
  return at
}

function turn(
  { priors }: FitData,
  at: Hyperparameters,
  other: readonly number[],
  angle: number,
): Hyperparameters {
  return at.map((value, index) => {
    const mean = priors[index]?.mean ?? 0
    return mean + (value - mean) * Math.cos(angle) + (other[index] ?? 0) * Math.sin(angle)
  })
}

function boundedLikelihood(data: FitData, at: Hyperparameters): number {
  const isInside = data.priors.every(
    ({ low, high }, index) => (at[index] ?? 0) >= low && (at[index] ?? 0) <= high,
  )
  return isInside ? logLikelihood(data, at, null) : -Infinity
}
