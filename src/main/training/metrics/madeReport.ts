/** @file What opening the sealed test rows shows of a model that gives rows back or makes them. */
import { pictureShape } from '../../../shared/domain/pictureSheet'
import type { MadeReport } from '../../../shared/domain/report'
import { createDrawing, type Scaling } from '../pictures/drawing'
import type { Evaluation, TrainingData } from '../types'
import { energyDistance } from './energyDistance'
import { measureGoal } from './goals'
import type { TestFigures } from './testReport'

export interface MadeRows {
  readonly goal: MadeReport['goal']
  readonly evaluation: Evaluation
  readonly test: TrainingData
  readonly train: TrainingData
  /** Of a row. */
  readonly shape: readonly number[]
  readonly scaling: Scaling
}

export function buildMadeFigures({ goal, evaluation, test, train, shape, scaling }: MadeRows): TestFigures {
  const metrics = measureGoal({ goal, evaluation, data: test, target: { center: 0, scale: 1 } })
  const width = test.x.length / test.rows
  const baseline =
    goal === 'generation' ? energyDistance(train.x, test.x, width) : guessMeanRow(train, test, width)
  const picture = pictureShape(shape)
  const draw = picture === null ? null : createDrawing({ shape: picture, real: test, scaling })
  return {
    rowCount: test.rows,
    metrics,
    accuracyInterval: null,
    baseline,
    report: {
      kind: 'made',
      goal,
      real: draw?.(0, test.x) ?? null,
      made: draw?.(1, evaluation.predictions) ?? null,
    },
  }
}

/** Mean squared error of always giving back the mean training row. */
function guessMeanRow(train: TrainingData, test: TrainingData, width: number): number {
  const means = new Float64Array(width)
  train.x.forEach((value, index) => {
    const column = index % width
    means[column] = (means[column] ?? 0) + value / train.rows
  })
  let squares = 0
  test.x.forEach((value, index) => {
    squares += (value - (means[index % width] ?? 0)) ** 2
  })
  return squares / test.x.length
}
