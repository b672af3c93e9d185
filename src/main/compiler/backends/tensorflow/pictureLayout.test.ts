/** @file Where a convolutional network turns its pictures over: nowhere. */
import { describe, expect, it } from 'vitest'
import { newLayer } from '../../../../shared/domain/newLayer'
import { DEFAULT_TRAINING } from '../../../../shared/domain/trainingSpec'
import { planModel } from '../../compile/modelPlan'
import { buildTrainingGraph } from '../../compile/trainingGraph'
import { emitForwardProgram } from './emitForwardProgram'
import type { NodeDef } from './proto'

const LAYERS = [
  newLayer('conv2d', 'first', { filters: 4, kernelSize: 3, padding: 'same', activation: 'relu' }),
  newLayer('batchNorm', 'norm'),
  newLayer('maxPool2d', 'pool', { poolSize: 2 }),
  newLayer('separableConv2d', 'second', { filters: 6, kernelSize: 3, activation: 'elu' }),
  newLayer('averagePool2d', 'mean', { poolSize: 2 }),
  newLayer('zeroPadding2d', 'frame'),
  newLayer('upSample2d', 'larger', { size: 2 }),
  newLayer('conv2d', 'third', { filters: 5, kernelSize: 2 }),
]

function stepNodes(last: 'flatten' | 'globalAveragePool'): readonly NodeDef[] {
  const plan = planModel({
    layers: [...LAYERS, newLayer(last, 'last'), newLayer('output', 'output')],
    inputs: [{ name: 'x', kind: 'image', shape: [12, 12, 3], vocabulary: 0 }],
    output: { kind: 'number' },
  })
  return emitForwardProgram(buildTrainingGraph(plan, DEFAULT_TRAINING).graph).graph.nodes
}

describe('pictures in TensorFlow', () => {
  it.each(['flatten', 'globalAveragePool'] as const)(
    'have their channels last from the data to %s and back: only kernels are turned over, once in and once out',
    (last) => {
      const nodes = stepNodes(last)
      const byName = new Map(nodes.map((node) => [node.name, node]))
      const turned = nodes.filter(({ op }) => op === 'Transpose')
      const sources = turned.map(({ inputs: [input = ''] }) => byName.get(input)?.op ?? '')
      // Three convolutions, one of them in two parts; their kernels are cut out of the weights, or a gradient's last step.
      const isOfKernel = (op: string): boolean => ['Reshape', 'SplitV', 'Conv2DBackpropFilter'].includes(op)
      expect(sources.filter((op) => !isOfKernel(op))).toEqual([])
      expect(turned).toHaveLength(8)
    },
  )
})
