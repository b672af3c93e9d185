/** @file Models of any layers in any order: what TensorFlow makes of a step and of a prediction against the reference. */
import { describe, expect, it } from 'vitest'
import { NO_TENSORFLOW } from '../../../../../test/support/tensorFlowLibrary'
import { runTensorFlowGraph } from '../../../../../test/support/runTensorFlow'
import { DEFAULT_TRAINING } from '../../../../shared/domain/trainingSpec'
import { buildPredictionGraph } from '../../compile/forwardGraphs'
import { planModel } from '../../compile/modelPlan'
import { buildTrainingGraph } from '../../compile/trainingGraph'
import type { Graph } from '../../graph/graph'
import { evaluateGraph } from '../../reference/evaluateGraph'
import { drawGraphFeeds, largestDifference, withOwnNames } from '../../testing/randomFeeds'
import { randomModel } from '../../testing/randomModel'

const MODELS = 30
/** Of the largest number of a tensor. */
const TOLERANCE = 2e-3
const training = { ...DEFAULT_TRAINING, optimizer: 'sgd', momentum: 0 } as const

function expectAgreement(graph: Graph, seed: number): void {
  const named = withOwnNames(graph)
  const feeds = drawGraphFeeds(named, seed)
  const results = runTensorFlowGraph(named, feeds)
  for (const [name, expected] of evaluateGraph(named, feeds)) {
    const found = results.get(name)
    expect(found?.shape, name).toEqual(expected.shape)
    expect(largestDifference(expected, found?.values ?? []), name).toBeLessThan(TOLERANCE)
  }
}

describe.skipIf(NO_TENSORFLOW !== '')(
  `models of any layers in any order in TensorFlow${NO_TENSORFLOW}`,
  () => {
    const table = Array.from({ length: MODELS }, (_, seed) => {
      const model = randomModel(seed)
      return { seed, model, name: model.layers.map(({ kind }) => kind).join(' → ') }
    })

    it.each(table)('give what the reference gives: $seed, $name', ({ model, seed }) => {
      const plan = planModel(model)
      if (plan.parameters.some(({ isTrained }) => isTrained))
        expectAgreement(buildTrainingGraph(plan, training).graph, seed)
      expectAgreement(buildPredictionGraph(plan), seed)
    })
  },
)
