/** @file What an assignment promises: expected improvement over the best trial, in places that do not fail. */
import type { Assignment } from '../../../../shared/domain/searchSpace'
import type { Random } from '../../../../shared/util/random'
import { type Forest, growForest, predictForest, predictMean, type RowEncoder } from '../../forest'
import { normalLogCdf, normalLogPdf, normalPdf, normalCdf } from '../../maths/normal'
import type { Observations } from './observations'

/** @returns the logarithm of what an assignment promises. */
export type Acquisition = (assignment: Assignment) => number

const TREES = 32
/** A deviation below this, in values about standard normal, says that all trees know the same trial. */
const LEAST_DEVIATION = 1e-3
/** Not even where all neighbours failed is it certain that the next one will. */
const LEAST_CHANCE = 0.01

/** Pending trials are lied about: they have the mean of all, so that what they are about to tell is not asked again. */
export function createAcquisition(
  encoder: RowEncoder,
  { assignments, values, pending, failed }: Observations,
  random: Random,
): Acquisition {
  const forest = grow(encoder, [...assignments, ...pending], withLies(values, pending.length), random)
  const chances = growChances(encoder, assignments, failed, random)
  const best = values.reduce((least, value) => Math.min(least, value), Infinity)
  return (assignment) => {
    const row = encoder.toRow(assignment)
    const { mean, variance } = predictForest(forest, row)
    const deviation = Math.max(LEAST_DEVIATION, Math.sqrt(variance))
    const chance = chances === null ? 1 : Math.max(LEAST_CHANCE, predictMean(chances, row))
    return logImprovement((best - mean) / deviation) + Math.log(deviation) + Math.log(chance)
  }
}

function withLies(values: Float64Array, count: number): Float64Array {
  const mean = values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length)
  return Float64Array.from({ length: values.length + count }, (_, index) => values[index] ?? mean)
}

/** A forest of 1 for what ended and 0 for what failed predicts the chance of an end. */
function growChances(
  encoder: RowEncoder,
  ended: readonly Assignment[],
  failed: readonly Assignment[],
  random: Random,
): Forest | null {
  if (failed.length === 0) return null
  const targets = Float64Array.from({ length: ended.length + failed.length }, (_, index) =>
    index < ended.length ? 1 : 0,
  )
  return grow(encoder, [...ended, ...failed], targets, random)
}

function grow(
  encoder: RowEncoder,
  assignments: readonly Assignment[],
  targets: Float64Array,
  random: Random,
): Forest {
  const data = { columns: encoder.toColumns(assignments), choices: encoder.choices, targets }
  return growForest(data, {
    trees: TREES,
    featureShare: 5 / 6,
    threshold: 'anywhere',
    seed: random.integer(2 ** 31),
  })
}

/**
 * @returns ln(φ(z) + z Φ(z)), the expected improvement in units of the deviation (Jones, Schonlau and Welch 1998). Far below the best, where both
 * terms meet, by φ(z) ÷ z², their difference to first order.
 */
function logImprovement(z: number): number {
  if (z > -6) return Math.log(normalPdf(z) + z * normalCdf(z))
  const tail = Math.exp(normalLogCdf(z) - normalLogPdf(z))
  return normalLogPdf(z) + Math.log(Math.max(1 / (z * z + 3), 1 + z * tail))
}
