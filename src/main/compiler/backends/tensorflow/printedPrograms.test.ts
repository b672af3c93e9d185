/** @file What five models become in TensorFlow: variables, a step and an evaluation, a line a node, in the files of `printed/`. */
import { describe, expect, it } from 'vitest'
import { DEFAULT_TRAINING } from '../../../../shared/domain/trainingSpec'
import { buildEvaluationGraph } from '../../compile/forwardGraphs'
import { buildTrainingGraph } from '../../compile/trainingGraph'
import { PRINTED_MODELS } from '../../testing/printedModels'
import { writeProgram } from './emitProgram'
import { printGraphDef } from './printGraphDef'

describe('writeProgram', () => {
  it.each([...PRINTED_MODELS])('prints as before: %s', async (name, plan) => {
    const step = buildTrainingGraph(plan, { ...DEFAULT_TRAINING, optimizer: 'adam' })
    const { graph } = writeProgram(step.graph, buildEvaluationGraph(plan))
    await expect(`${printGraphDef(graph)}\n`).toMatchFileSnapshot(`printed/${name}.txt`)
  })

  it('reads no node that it does not have', () => {
    for (const [name, plan] of PRINTED_MODELS) {
      const step = buildTrainingGraph(plan, { ...DEFAULT_TRAINING, optimizer: 'adamw', accumulate: 2 })
      const { nodes } = writeProgram(step.graph, buildEvaluationGraph(plan)).graph
      const names = nodes.map((node) => node.name)
      expect(new Set(names).size, name).toBe(names.length)
      const read = nodes.flatMap(({ inputs }) => inputs.map((input) => input.replace(/^\^|:\d+$/gu, '')))
      expect(read.filter((input) => !names.includes(input))).toEqual([])
    }
  })

  it('updates in place what the optimizer of the library knows, and nothing else', () => {
    const plan = PRINTED_MODELS.get('dense')
    const opsOf = (training: object): string[] => {
      if (!plan) return []
      const step = buildTrainingGraph(plan, { ...DEFAULT_TRAINING, ...training })
      return writeProgram(step.graph, buildEvaluationGraph(plan)).graph.nodes.map(({ op }) => op)
    }
    expect(opsOf({ optimizer: 'adam' })).toContain('ResourceApplyAdam')
    expect(opsOf({ optimizer: 'adamw', weightDecay: 0.1 })).toContain('ResourceApplyAdam')
    expect(opsOf({ optimizer: 'adamax' })).toContain('ResourceApplyAdaMax')
    expect(opsOf({ optimizer: 'sgd', momentum: 0 })).toContain('ResourceApplyGradientDescent')
    expect(opsOf({ optimizer: 'sgd', momentum: 0.9 })).toContain('ResourceApplyKerasMomentum')
    expect(opsOf({ optimizer: 'rmsprop' })).toContain('ResourceApplyRMSProp')
    expect(opsOf({ optimizer: 'adagrad' })).toContain('ResourceApplyAdagrad')
    expect(opsOf({ optimizer: 'nadam' })).toEqual(
      expect.arrayContaining(['ResourceApplyAdam', 'ResourceApplyAdagradV2']),
    )
    // Between two steps, the sums of several batches stand still.
    expect(opsOf({ optimizer: 'adam', accumulate: 2 })).not.toContain('ResourceApplyAdam')
  })
})
