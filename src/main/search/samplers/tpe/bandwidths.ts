/** @file How broad the kernels of a Parzen estimator are: as far as the next observation. */

/** Kernels with the same mean and deviation are one kind. */
export interface Bandwidths {
  /** Kind of each kernel, in the order of the observations, and of the prior at the end. */
  readonly classOf: Int32Array
  readonly means: Float64Array
  readonly deviations: Float64Array
}

/**
 * A kernel reaches to the farther of its two neighbours, the first and last one to the only one they have, a single one to the farther end;
 * but at least the range / min(100, 1 + k) for k kernels ("magic clip", hyperopt and Optuna), at most the whole range. The last kernel, the prior, stands in
 * the middle and is as broad as the range. Of equal observations the first one sees what lies below, the last one what lies above.
 */
export function bandwidths({ low, high }: { low: number; high: number }, points: Float64Array): Bandwidths {
  const count = points.length
  const sorted = points.toSorted()
  const least = (high - low) / Math.min(100, 2 + count)
  const kinds = new Int32Array(count)
  const means = new Float64Array(count + 1)
  const deviations = new Float64Array(count + 1)
  let kind = -1
  for (let place = 0; place < count; place++) {
    const mean = sorted[place] ?? 0
    const reach = reachAt({ sorted, low, high }, place)
    const deviation = Math.min(high - low, Math.max(least, reach))
    if (kind < 0 || means[kind] !== mean || deviations[kind] !== deviation) {
      kind++
      means[kind] = mean
      deviations[kind] = deviation
    }
    kinds[place] = kind
  }
  kind++
  means[kind] = 0.5 * (low + high)
  deviations[kind] = high - low
  return {
    classOf: orderAs({ points, sorted, kinds, prior: kind }),
    means: means.subarray(0, kind + 1),
    deviations: deviations.subarray(0, kind + 1),
  }
}

function reachAt(
  { sorted, low, high }: { sorted: Float64Array; low: number; high: number },
  place: number,
): number {
  const mean = sorted[place] ?? 0
  const isAlone = sorted.length === 1
  const below = place > 0 ? mean - (sorted[place - 1] ?? 0) : isAlone ? mean - low : 0
  const above = place < sorted.length - 1 ? (sorted[place + 1] ?? 0) - mean : isAlone ? high - mean : 0
  return Math.max(below, above)
}

interface Sorted {
  readonly points: Float64Array
  readonly sorted: Float64Array
  readonly kinds: Int32Array
  readonly prior: number
}

/** From places in ascending order back to the order of the observations; equal ones keep theirs. */
function orderAs({ points, sorted, kinds, prior }: Sorted): Int32Array {
  const classOf = new Int32Array(points.length + 1)
  const taken = new Int32Array(points.length)
  for (let index = 0; index < points.length; index++) {
    const first = firstPlace(sorted, points[index] ?? 0)
    const before = taken[first] ?? 0
    taken[first] = before + 1
    classOf[index] = kinds[first + before] ?? 0
  }
  classOf[points.length] = prior
  return classOf
}

function firstPlace(sorted: Float64Array, point: number): number {
  let [low, high] = [0, sorted.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((sorted[middle] ?? 0) < point) low = middle + 1
    else high = middle
  }
  return low
}
