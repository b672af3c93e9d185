/** @file Importance for being among the best: how differently the best trials lie on a parameter from all of them (PED-ANOVA). */
import type { Assignment, Parameter } from '../../../../shared/domain/searchSpace'
import { createRandom } from '../../../../shared/util/random'
import type { Sliced } from '../types'
import { createGrid, densityOf } from './gridDensity'
import { type ImportanceEstimate } from './fanova'
import { quantile } from '../quantiles'

export interface PedAnovaTask {
  /** Parameters with more than one value. */
  readonly parameters: readonly Parameter[]
  readonly assignments: readonly Assignment[]
  /** Minimised. */
  readonly values: ArrayLike<number>
}

/** Share of the trials that are the best ones, as in Optuna 5. */
const TARGET_QUANTILE = 0.1
/** Fewer trials with a parameter say nothing of it. */
const LEAST_TRIALS = 2
/** What keeps a quotient of densities finite. */
const LEAST_DENSITY = 1e-12
/** Draws of the trials with replacement, from which the range of an estimate follows. */
const RESAMPLES = 40

/**
 * Pearson's divergence between the best and all trials on each parameter (Watanabe, Bansal and Hutter 2023), for conditional spaces over the trials where the
 * parameter exists, weighted by α² ÷ β with its shares α of the best and β of all trials (Conditional PED-ANOVA 2026, theorem 4.2).
 *
 * @returns by parameter, shares that sum to 1, with the range of four in five resamples; null where nothing tells the best from the others.
 */
export function* pedAnova(task: PedAnovaTask): Sliced<ImportanceEstimate[] | null> {
  const prepared = prepare(task)
  const whole = normalised(divergences(prepared, new Uint32Array(task.assignments.length).fill(1)))
  if (whole === null) return null
  yield
  const random = createRandom(task.assignments.length)
  const draws: number[][] = []
  for (let resample = 0; resample < RESAMPLES; resample++) {
    const weights = new Uint32Array(task.assignments.length)
    for (let draw = 0; draw < weights.length; draw++) {
      const trial = random.integer(weights.length)
      weights[trial] = (weights[trial] ?? 0) + 1
    }
    draws.push(normalised(divergences(prepared, weights)) ?? whole)
    yield
  }
  return whole.map((importance, index) => {
    const own = draws.map((shares) => shares[index] ?? 0)
    return {
      importance,
      low: Math.min(importance, quantile(own, 0.1)),
      high: Math.max(importance, quantile(own, 0.9)),
    }
  })
}

/** @returns the divergences themselves, as Optuna has them before they are brought to a sum of 1. */
export function pedAnovaDivergences(task: PedAnovaTask): number[] {
  return divergences(prepare(task), new Uint32Array(task.assignments.length).fill(1))
}

function normalised(values: readonly number[]): number[] | null {
  const total = values.reduce((sum, value) => sum + value, 0)
  return total > 0 ? values.map((value) => value / total) : null
}

interface Prepared {
  /** Trials from the best to the worst. */
  readonly order: readonly number[]
  readonly values: ArrayLike<number>
  /** By parameter, the place of each trial on its grid; −1 where it does not exist. */
  readonly columns: readonly { places: Int16Array; size: number; isOrdered: boolean }[]
}

function prepare({ parameters, assignments, values }: PedAnovaTask): Prepared {
  const columns = parameters.map(({ name, domain }) => {
    const grid = createGrid(domain)
    const places = Int16Array.from(assignments, (assignment) => {
      const value = assignment[name]
      return value === undefined ? -1 : grid.placeOf(value)
    })
    return { places, size: grid.size, isOrdered: grid.isOrdered }
  })
  const order = [...assignments.keys()].sort((a, b) => (values[a] ?? 0) - (values[b] ?? 0) || a - b)
  return { order, values, columns }
}

/** Every trial counts `weights` times. */
function divergences({ order, values, columns }: Prepared, weights: Uint32Array): number[] {
  const best = bestOf(order, values, weights)
  const total = sum(weights)
  const bestTotal = best.reduce((count, trial) => count + (weights[trial] ?? 0), 0)
  return columns.map(({ places, size, isOrdered }) => {
    const top = countPlaces(best, places, weights, size)
    const all = countPlaces(order, places, weights, size)
    const [topCount, allCount] = [sum(top), sum(all)]
    if (topCount === 0 || allCount < LEAST_TRIALS) return 0
    const weight = (topCount / bestTotal) ** 2 / (allCount / total)
    return (
      weight * divergence(densityOf(top, isOrdered), densityOf(all, isOrdered)) * (bestTotal / total) ** 2
    )
  })
}

/** @returns the best tenth, and all that are as good as the last of them. */
function bestOf(
  order: readonly number[],
  values: ArrayLike<number>,
  weights: Uint32Array,
): readonly number[] {
  const wanted = Math.ceil(TARGET_QUANTILE * sum(weights))
  let [count, end] = [0, 0]
  while (count < wanted) count += weights[order[end++] ?? 0] ?? 0
  const worst = values[order[end - 1] ?? 0]
  while (end < order.length && values[order[end] ?? 0] === worst) end++
  return order.slice(0, end)
}

function countPlaces(
  trials: readonly number[],
  places: Int16Array,
  weights: Uint32Array,
  size: number,
): Float64Array {
  const counts = new Float64Array(size)
  for (const trial of trials) {
    const place = places[trial] ?? -1
    if (place >= 0) counts[place] = (counts[place] ?? 0) + (weights[trial] ?? 0)
  }
  return counts
}

function divergence(top: Float64Array, all: Float64Array): number {
  return all.reduce((total, density, place) => {
    const quotient = ((top[place] ?? 0) + LEAST_DENSITY) / (density + LEAST_DENSITY)
    return total + (density + LEAST_DENSITY) * (quotient - 1) ** 2
  }, 0)
}

function sum(values: Uint32Array | Float64Array): number {
  let total = 0
  for (const value of values) total += value
  return total
}
