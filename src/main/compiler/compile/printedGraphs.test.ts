/** @file What five models become: one training step each, a line a node, in the files of `printed/`. */
import { describe, expect, it } from 'vitest'
import type { InputSpec } from '../../../shared/domain/modelInput'
import type { LayerSpec } from '../../../shared/domain/modelSpec'
import { newLayer } from '../../../shared/domain/newLayer'
import { DEFAULT_TRAINING } from '../../../shared/domain/trainingSpec'
import { printGraph } from '../graph/printGraph'
import { verifyGraph } from '../graph/verifyGraph'
import { planModel } from './modelPlan'
import { buildTrainingGraph } from './trainingGraph'

const TABLE: InputSpec = { name: 'x', kind: 'table', shape: [4], vocabulary: 0 }
const PICTURE: InputSpec = { name: 'x', kind: 'image', shape: [8, 8, 1], vocabulary: 0 }
const SEQUENCE: InputSpec = { name: 'x', kind: 'sequence', shape: [5, 3], vocabulary: 0 }

const dense = (id: string, units: number) => newLayer('dense', id, { units })
const output = newLayer('output', 'output')

const MODELS: Readonly<Record<string, readonly [InputSpec, readonly LayerSpec[]]>> = {
  dense: [TABLE, [dense('hidden', 8), newLayer('dropout', 'dropout'), output]],
  convolutional: [
    PICTURE,
    [
      newLayer('conv2d', 'window', { filters: 4, padding: 'valid', activation: 'linear' }),
      newLayer('batchNorm', 'norm'),
      newLayer('activation', 'relu'),
      newLayer('maxPool2d', 'pool'),
      newLayer('flatten', 'flatten'),
      output,
    ],
  ],
  lstm: [SEQUENCE, [newLayer('lstm', 'lstm', { units: 6 }), output]],
  transformer: [
    SEQUENCE,
    [
      newLayer('transformerBlock', 'block', { heads: 2, keyUnits: 2, feedForwardUnits: 6 }),
      newLayer('globalAveragePool', 'mean'),
      output,
    ],
  ],
  residual: [
    TABLE,
    [
      dense('first', 8),
      dense('second', 8),
      newLayer('add', 'add', { inputs: ['first', 'second'] }),
      newLayer('layerNorm', 'norm'),
      output,
    ],
  ],
}

describe('buildTrainingGraph', () => {
  it.each(Object.entries(MODELS))('prints as before: %s', async (name, [input, layers]) => {
    const plan = planModel({ layers, inputs: [input], output: { kind: 'classes', labels: ['a', 'b', 'c'] } })
    const { graph } = buildTrainingGraph(plan, { ...DEFAULT_TRAINING, optimizer: 'sgd', momentum: 0 })
    verifyGraph(graph)
    await expect(`${printGraph(graph)}\n`).toMatchFileSnapshot(`printed/${name}.txt`)
  })
})
