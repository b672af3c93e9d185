/** @file What five models become: one training step each, a line a node, in the files of `printed/`. */
import { describe, expect, it } from 'vitest'
import { DEFAULT_TRAINING } from '../../../shared/domain/trainingSpec'
import { printGraph } from '../graph/printGraph'
import { verifyGraph } from '../graph/verifyGraph'
import { PRINTED_MODELS } from '../testing/printedModels'
import { buildTrainingGraph } from './trainingGraph'

describe('buildTrainingGraph', () => {
  it.each([...PRINTED_MODELS])('prints as before: %s', async (name, plan) => {
    const { graph } = buildTrainingGraph(plan, { ...DEFAULT_TRAINING, optimizer: 'sgd', momentum: 0 })
    verifyGraph(graph)
    await expect(`${printGraph(graph)}\n`).toMatchFileSnapshot(`printed/${name}.txt`)
  })
})
