/** @file How well a forest predicts trials that it has not seen. */
import type { SurrogateAnswer } from '../../../shared/domain/analysis/dependence'
import { createRandom } from '../../../shared/util/random'
import { createRowEncoder, growTrees, predictForest, type Tree } from '../forest'
import { normalInverseCdf } from '../maths/normal'
import { partOf, type ToUnits } from './dependence'
import { correlation, mean, ranksOf } from './quantiles'
import type { AnalysisTask, Sliced } from './types'
import { samplePart, usableTrials, withoutOutliers } from './usableTrials'

const FOLDS = 5
const TREES = 16
const LEVELS = [0.5, 0.8, 0.95]
const MOST_POINTS = 1000
const SEED = 2

/** Half of the variance explained is a picture, a fifth of it a hint. */
const GOOD = 0.5
const FAIR = 0.2

/** Every trial is predicted by a forest that was grown from the other folds; folds are drawn, by a fixed seed. */
export function* crossValidate(
  task: AnalysisTask,
  objective: number,
  toUnits: ToUnits,
): Sliced<SurrogateAnswer> {
  const encoder = createRowEncoder(task.space)
  const trials = usableTrials(task, objective)
  const values = withoutOutliers(trials.values)
  const rows = trials.assignments.map((assignment) => encoder.toRow(assignment))
  const foldOf = createRandom(SEED).shuffle(Int32Array.from(rows, (_, index) => index % FOLDS))
  const predicted = new Float64Array(rows.length)
  const deviations = new Float64Array(rows.length)
  for (let fold = 0; fold < FOLDS; fold++) {
    const kept = [...rows.keys()].filter((index) => foldOf[index] !== fold)
    const data = {
      columns: encoder.axes.map((_, feature) =>
        Float64Array.from(kept, (index) => rows[index]?.[feature] ?? NaN),
      ),
      choices: encoder.choices,
      targets: Float64Array.from(kept, (index) => values[index] ?? 0),
    }
    const trees: Tree[] = []
    for (const tree of growTrees(data, { trees: TREES, seed: SEED + fold })) {
      trees.push(tree)
      yield
    }
    for (const [index, row] of rows.entries()) {
      if (foldOf[index] !== fold) continue
      const prediction = predictForest({ trees, choices: encoder.choices }, row)
      predicted[index] = prediction.mean
      deviations[index] = Math.sqrt(prediction.variance)
    }
    yield
  }
  const r2 = explainedShare(values, predicted)
  const points = trials.numbers.map((number, index) => ({
    number,
    value: toUnits(trials.values[index] ?? 0),
    predicted: toUnits(predicted[index] ?? 0),
    deviation: deviations[index] ?? 0,
  }))
  return {
    kind: 'surrogate',
    trials: partOf(trials),
    folds: FOLDS,
    r2,
    rankCorrelation: correlation(ranksOf(values), ranksOf(predicted)),
    coverage: LEVELS.map((level) => ({ level, share: coverageOf(level, { values, predicted, deviations }) })),
    trust: r2 >= GOOD ? 'good' : r2 >= FAIR ? 'fair' : 'poor',
    points: [...samplePart(points, MOST_POINTS)],
  }
}

function explainedShare(values: Float64Array, predicted: Float64Array): number {
  const centre = mean(values)
  let [left, whole] = [0, 0]
  for (const [index, value] of values.entries()) {
    left += (value - (predicted[index] ?? 0)) ** 2
    whole += (value - centre) ** 2
  }
  return whole > 0 ? 1 - left / whole : 0
}

interface Predicted {
  readonly values: Float64Array
  readonly predicted: Float64Array
  readonly deviations: Float64Array
}

/** @returns the share of values within the middle `level` of their predicted normal distributions. */
function coverageOf(level: number, { values, predicted, deviations }: Predicted): number {
  const reach = normalInverseCdf((1 + level) / 2)
  const within = values.filter(
    (value, index) => Math.abs(value - (predicted[index] ?? 0)) <= reach * (deviations[index] ?? 0),
  )
  return within.length / values.length
}
