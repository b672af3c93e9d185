/** @file Products of a network with weights: what can be computed in whole numbers. */
import type { OnnxNode } from '../backends/onnx/proto'
import { byName, type FloatTensor, isFloat, LEAST_WEIGHTS, type Nodes } from './nodes'

/** A node `Conv` or `Gemm` that multiplies what it is given with constant weights. */
export interface Product {
  readonly node: OnnxNode
  readonly kind: 'Conv' | 'Gemm'
  readonly weights: FloatTensor
  /** Of the weights: that of the outputs. */
  readonly axis: number
  /** Null where nothing is added. */
  readonly bias: FloatTensor | null
}

/** @returns those that are worth it, by their outputs. Convolutions channel by channel have too few numbers to add up. */
export function findProducts(network: Nodes, least = LEAST_WEIGHTS): ReadonlyMap<string, Product> {
  const constants = byName(network.initializers)
  return new Map(
    network.nodes.flatMap((node) => {
      const [, weightsName = '', biasName = ''] = node.inputs
      const weights = constants.get(weightsName)
      const bias = biasName === '' ? null : constants.get(biasName)
      const kind = kindOf(node)
      if (kind === null || !isFloat(weights) || weights.values.length < least) return []
      if (bias !== null && !(isFloat(bias) && bias.shape.length === 1)) return []
      return [[node.outputs[0] ?? '', { node, kind, weights, axis: kind === 'Conv' ? 0 : 1, bias }] as const]
    }),
  )
}

function kindOf({ opType, attributes = {} }: OnnxNode): Product['kind'] | null {
  const number = (name: string, usual: number): number => {
    const found = attributes[name]
    return found?.kind === 'int' || found?.kind === 'float' ? found.value : usual
  }
  if (opType === 'Conv') return number('group', 1) === 1 ? 'Conv' : null
  const isPlain = number('transA', 0) === 0 && number('transB', 0) === 0
  return opType === 'Gemm' && isPlain && number('alpha', 1) === 1 && number('beta', 1) === 1 ? 'Gemm' : null
}
