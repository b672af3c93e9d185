/** @file Where CMA-ES begins if other studies have searched the same parameters. */
import { startDistribution, type Distribution } from './distribution'

/** The share of the trials that counts as promising, and how far around one of them is promising, too. */
const PROMISING = 0.1
const SPREAD = 0.1
const FEWEST = 5

/**
 * WS-CMA-ES (Nomura, Watanabe, Akimoto, Ozaki and Onishi 2021, equations 6 and 7): the normal distribution nearest to a mixture of small ones around the
 * best tenth of the earlier trials.
 * @param points of the earlier trials in the unit cube, the best first
 * @returns null where there are too few of them
 */
export function warmStart(points: readonly Float64Array[]): Distribution | null {
  if (points.length < FEWEST) return null
  const best = points.slice(0, Math.max(1, Math.floor(PROMISING * points.length)))
  const n = best[0]?.length ?? 0
  const mean = Float64Array.from({ length: n }, (_, axis) => average(best.map((point) => point[axis] ?? 0)))
  const covariance = Float64Array.from({ length: n * n }, (_, place) => {
    const [row, column] = [Math.floor(place / n), place % n]
    const spread = average(
      best.map(
        (point) => ((point[row] ?? 0) - (mean[row] ?? 0)) * ((point[column] ?? 0) - (mean[column] ?? 0)),
      ),
    )
    return spread + (row === column ? SPREAD ** 2 : 0)
  })
  const { lengths } = startDistribution(mean, 1, covariance)
  // The n-th root of the volume is the step size; the shape stays with the covariance.
  const step = Math.exp(average([...lengths].map((length) => Math.log(length))))
  return startDistribution(
    mean,
    step,
    covariance.map((value) => value / step ** 2),
  )
}

function average(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}
