/** @file Five small models whose graphs are printed, for people to read and tests to compare. */
import type { InputSpec } from '../../../shared/domain/modelInput'
import type { LayerSpec } from '../../../shared/domain/modelSpec'
import { newLayer } from '../../../shared/domain/newLayer'
import { planModel, type ModelPlan } from '../compile/modelPlan'

const TABLE: InputSpec = { name: 'x', kind: 'table', shape: [4], vocabulary: 0 }
const PICTURE: InputSpec = { name: 'x', kind: 'image', shape: [8, 8, 1], vocabulary: 0 }
const SEQUENCE: InputSpec = { name: 'x', kind: 'sequence', shape: [5, 3], vocabulary: 0 }

const dense = (id: string, units: number) => newLayer('dense', id, { units })
const output = newLayer('output', 'output')

const LAYERS: Readonly<Record<string, readonly [InputSpec, readonly LayerSpec[]]>> = {
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

/** Their plans by name; each tells three classes apart. */
export const PRINTED_MODELS: ReadonlyMap<string, ModelPlan> = new Map(
  Object.entries(LAYERS).map(([name, [input, layers]]) => [
    name,
    planModel({ layers, inputs: [input], output: { kind: 'classes', labels: ['a', 'b', 'c'] } }),
  ]),
)
