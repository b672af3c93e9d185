/** @file A density over several axes: a weighted mixture of kernels around observations (Parzen 1962), each a product over the axes. */
import type { Random } from '../../../../shared/util/random'
import { createKernels, type Kernels, type LogTable } from './kernels'
import type { ParzenAxis } from './parzenAxis'

/** Further below the prior than this, in nats, a kernel adds less than 1e-17 of the sum. */
const HOPELESS = 42

/** What a grid's kernel can gain by being cut to its ends, at most, while its mean lies between them: −ln of about a third. */
const GAIN_OF_CUTTING = 1.2

/** Places of candidates: an array an axis, all equally long. */
export type Places = readonly Float64Array[]

export interface ParzenEstimator {
  /** @returns so many points drawn from the mixture. */
  draw(count: number, random: Random): Places
  /** @returns the log density at each point. */
  logDensities(points: Places): Float64Array
}

/**
 * @param observations an array of places an axis, all equally long, oldest first.
 * @param weights of the observations; beside them a prior of weight 1 covers the whole space.
 */
export function createParzenEstimator(
  axes: readonly ParzenAxis[],
  observations: Places,
  weights: Float64Array,
): ParzenEstimator {
  const kernels = axes.map((axis, index) => createKernels(axis, observations[index] ?? new Float64Array()))
  const total = weights.reduce((sum, weight) => sum + weight, 1)
  const shares = Float64Array.of(...weights, 1).map((weight) => weight / total)
  const grids = axes.filter(({ kind }) => kind === 'grid').length
  const isGrid = (index: number) => axes[index]?.kind === 'grid'
  // Those that are cheap come first: what they rule out, the grids need not follow.
  const order = [...axes.keys()].sort((a, b) => Number(isGrid(a)) - Number(isGrid(b)) || a - b)
  return {
    draw: (count, random) => {
      const places = axes.map(() => new Float64Array(count))
      for (let row = 0; row < count; row++) {
        const kernel = pick(shares, random.next())
        for (const [index, column] of places.entries())
          column[row] = kernels[index]?.draw(kernel, random) ?? 0
      }
      return places
    },
    logDensities: (points) => {
      const table = startTable(shares, kernels, points)
      lower(table.floors, HOPELESS + GAIN_OF_CUTTING * grids)
      for (const index of order) kernels[index]?.addTo(table, points[index] ?? new Float64Array())
      return sumKernels(table)
    },
  }
}

/** The prior's own density is what the others are measured against. */
function startTable(shares: Float64Array, kernels: readonly Kernels[], points: Places): LogTable {
  const rows = points[0]?.length ?? 0
  const logs = new Float64Array(rows * shares.length)
  const logShares = shares.map(Math.log)
  const floors = new Float64Array(rows)
  for (let row = 0; row < rows; row++) {
    logs.set(logShares, row * shares.length)
    floors[row] = logShares.at(-1) ?? 0
    for (const [index, axis] of kernels.entries())
      floors[row] = (floors[row] ?? 0) + axis.priorAt(points[index]?.[row] ?? 0)
  }
  return { logs, rows, kernels: shares.length, floors }
}

function lower(floors: Float64Array, by: number): void {
  for (let row = 0; row < floors.length; row++) floors[row] = (floors[row] ?? 0) - by
}

/** The logarithm of a sum of exponentials, row by row, less what cannot be told in it. */
function sumKernels({ logs, rows, kernels }: LogTable): Float64Array {
  const sums = new Float64Array(rows)
  for (let row = 0; row < rows; row++) {
    const end = (row + 1) * kernels
    let most = -Infinity
    for (let at = row * kernels; at < end; at++) most = Math.max(most, logs[at] ?? 0)
    let sum = 0
    for (let at = row * kernels; at < end; at++) {
      const gap = (logs[at] ?? 0) - most
      if (gap > -HOPELESS) sum += Math.exp(gap)
    }
    sums[row] = most === -Infinity ? most : most + Math.log(sum)
  }
  return sums
}

function pick(shares: Float64Array, chance: number): number {
  let rest = chance
  for (let index = 0; index < shares.length; index++) {
    rest -= shares[index] ?? 0
    if (rest < 0) return index
  }
  return shares.length - 1
}
