import { toBase64 } from '../../../../shared/util/base64'
import { encodeModel, ONNX_OPERATOR_SET } from '../../backends/onnx/proto'
import { floats } from '../../graph/tensorType'
import type { ForeignSignatures } from '../../ops/signature/foreign'
import type { CasesOf } from './opCase'

/** relu(x · w + [1, −1]): a weight that is handed over, and a constant that the nodes bring along. */
const graph = toBase64(
  encodeModel({
    operatorSets: { '': ONNX_OPERATOR_SET },
    graph: {
      name: 'seen',
      inputs: [{ name: 'x', dataType: 'float32', shape: ['rows', 3] }],
      outputs: [{ name: 'y', dataType: 'float32', shape: ['rows', 2] }],
      initializers: [{ name: 'shift', dataType: 'float32', shape: [2], values: [1, -1] }],
      nodes: [
        { opType: 'MatMul', inputs: ['x', 'w'], outputs: ['product'] },
        { opType: 'Add', inputs: ['product', 'shift'], outputs: ['moved'] },
        { opType: 'Relu', inputs: ['moved'], outputs: ['y'] },
      ],
    },
  }),
)

export const foreignCases: CasesOf<ForeignSignatures> = {
  onnxNodes: [
    {
      types: [floats('batch', 3), floats(3, 2)],
      attributes: { graph, weights: ['w'], shape: ['batch', 2], workNumbers: 8 },
      title: 'relu(x · w + [1, −1])',
    },
  ],
}
