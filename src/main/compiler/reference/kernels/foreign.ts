/** @file The few operators of ONNX whose meaning the cases of tests need; all others are ONNX Runtime's own. */
import { invariant } from '../../../../shared/errors/appError'
import { fromBase64 } from '../../../../shared/util/base64'
import { decodeModel, type OnnxNode } from '../../backends/onnx/proto'
import type { ForeignSignatures } from '../../ops/signature/foreign'
import { map, tensor, type Tensor } from '../tensor'
import type { KernelsOf } from './kernel'

export const foreignKernels: KernelsOf<ForeignSignatures> = {
  onnxNodes: ([x, ...weights], attributes) => {
    const graph = decodeModel(fromBase64(attributes.graph))?.graph
    invariant(graph && x, 'a network of ONNX is one, and reads something')
    const values = new Map([[graph.inputs[0]?.name ?? '', x]])
    attributes.weights.forEach((name, index) => values.set(name, weights[index] ?? x))
    for (const one of graph.initializers) {
      if (one.dataType !== 'string') values.set(one.name, tensor(one.shape, Array.from(one.values)))
    }
    for (const node of graph.nodes) values.set(node.outputs[0] ?? '', run(node, values))
    return [values.get(graph.outputs[0]?.name ?? '') ?? x]
  },
}

function run({ opType, inputs }: OnnxNode, values: ReadonlyMap<string, Tensor>): Tensor {
  const [a, b] = inputs.map((name) => values.get(name))
  invariant(a, `${opType} reads something`)
  if (opType === 'Relu') return map(a, (value) => Math.max(value, 0))
  invariant(b && (opType === 'Add' || opType === 'MatMul'), `no reference runs ${opType}`)
  if (opType === 'MatMul') return product(a, b)
  return { ...a, values: a.values.map((value, index) => value + (b.values[index % b.values.length] ?? 0)) }
}

/** [rows, n] · [n, m]. */
function product({ shape: [rows = 1, inner = 1], values: a }: Tensor, { shape, values: b }: Tensor): Tensor {
  const width = shape[1] ?? 1
  const made = Array.from({ length: rows * width }, (_, place) => {
    const [row, column] = [Math.floor(place / width), place % width]
    let sum = 0
    for (let at = 0; at < inner; at++) sum += (a[row * inner + at] ?? 0) * (b[at * width + column] ?? 0)
    return sum
  })
  return tensor([rows, width], made)
}
