/** @file Partial dependence of an objective on one parameter or two, from the forest of the trials in which they exist. */
import type { ContourAnswer, DependenceAnswer, RankAnswer } from '../../../shared/domain/analysis/dependence'
import type { ParameterValue } from '../../../shared/domain/searchSpace'
import type { Axis } from '../encoding/unitCube'
import type { StudyForest } from './forestOf'
import { type AskedFeature, dependenceOf } from './partialDependence'
import { mean, quantile, ranksOf } from './quantiles'
import type { Sliced } from './types'
import { samplePart, type UsableTrials } from './usableTrials'

const MOST_VALUES = 30
const MOST_VALUES_OF_PAIR = 24
/** Trials drawn upon a map. */
const MOST_POINTS = 500

/** Brings a minimised value back to the units of the objective. */
export type ToUnits = (value: number) => number

interface AskedAxis extends AskedFeature {
  readonly labels: readonly ParameterValue[]
}

export function* dependOnOne(
  { encoder, forest, trials }: StudyForest,
  parameter: string,
  toUnits: ToUnits,
): Sliced<DependenceAnswer> {
  const asked = askAxis(encoder.axes, parameter, MOST_VALUES)
  const curves: Float64Array[] = []
  for (const tree of forest.trees) {
    curves.push(dependenceOf(tree, forest.choices, asked))
    yield
  }
  const points = asked.labels.map((value, index) => {
    const draws = curves.map((curve) => toUnits(curve[index] ?? 0))
    return { value, mean: mean(draws), low: quantile(draws, 0.1), high: quantile(draws, 0.9) }
  })
  return { kind: 'dependence', parameter, trials: partOf(trials), points }
}

export function* dependOnTwo(
  { encoder, forest, trials }: StudyForest,
  parameters: readonly [string, string],
  toUnits: ToUnits,
): Sliced<ContourAnswer> {
  const [x, y] = parameters.map((name) => askAxis(encoder.axes, name, MOST_VALUES_OF_PAIR)) as [
    AskedAxis,
    AskedAxis,
  ]
  const sums = new Float64Array(x.values.length * y.values.length)
  for (const tree of forest.trees) {
    for (const [cell, value] of dependenceOf(tree, forest.choices, x, y).entries())
      sums[cell] = (sums[cell] ?? 0) + value
    yield
  }
  const meanAt = (row: number, column: number) =>
    toUnits((sums[row * x.values.length + column] ?? 0) / forest.trees.length)
  return {
    kind: 'contour',
    parameters: [...parameters],
    trials: partOf(trials),
    x: [...x.labels],
    y: [...y.labels],
    means: y.labels.map((_, row) => x.labels.map((_label, column) => meanAt(row, column))),
    points: pairPoints(trials, parameters, toUnits),
  }
}

export function rankByTwo(
  trials: UsableTrials,
  parameters: readonly [string, string],
  toUnits: ToUnits,
): RankAnswer {
  const ranks = ranksOf(trials.values)
  const last = Math.max(1, trials.values.length - 1)
  const rankOf = new Map(trials.numbers.map((number, index) => [number, ((ranks[index] ?? 1) - 1) / last]))
  const points = pairPoints(trials, parameters, toUnits, Infinity)
  return {
    kind: 'rank',
    parameters: [...parameters],
    trials: partOf(trials),
    points: points.map((point) => ({ ...point, rank: rankOf.get(point.number) ?? 1 })),
  }
}

function pairPoints(
  { numbers, assignments, values }: UsableTrials,
  [x, y]: readonly [string, string],
  toUnits: ToUnits,
  most = MOST_POINTS,
) {
  const all = assignments.map((assignment, index) => ({
    number: numbers[index] ?? 0,
    x: assignment[x] ?? '',
    y: assignment[y] ?? '',
    value: toUnits(values[index] ?? 0),
  }))
  return [...samplePart(all, most)]
}

export function partOf({ numbers, total }: UsableTrials): { used: number; total: number } {
  return { used: numbers.length, total }
}

/** All values of an axis that has few, else so many evenly on its scale. */
function askAxis(axes: readonly Axis[], name: string, most: number): AskedAxis {
  const feature = axes.findIndex(({ parameter }) => parameter.name === name)
  const axis = axes[feature]
  if (!axis) return { feature, values: [], labels: [] }
  const { count, isOrdered } = axis
  if (!isOrdered) {
    const values = [...Array(count ?? 0).keys()]
    return { feature, values, labels: values.map((value) => axis.valueAt((value + 0.5) / values.length)) }
  }
  const size = count === null ? most : Math.min(most, count)
  const isWhole = count !== null && count <= most
  const wishes = Array.from({ length: size }, (_, index) =>
    isWhole ? (index + 0.5) / size : index / Math.max(1, size - 1),
  )
  const labels = [...new Set(wishes.map((place) => axis.valueAt(place)))]
  return { feature, values: labels.map((label) => axis.placeOf(label)), labels }
}
