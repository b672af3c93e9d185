/** @file What others wrote as nodes of ONNX: their type is what was seen when they were read. */
import { floats } from '../graph/tensorType'
import { requireTypes, type Op, type OpsOf } from './op'
import type { ForeignSignatures } from './signature/foreign'

const onnxNodes: Op<'onnxNodes'> = {
  kind: 'onnxNodes',
  inferTypes: (inputs, { weights, shape }) => {
    requireTypes(inputs.length === weights.length + 1, 'onnxNodes', inputs)
    return [floats(...shape)]
  },
  gradient: 'forbidden',
}

export const foreignOps: OpsOf<ForeignSignatures> = { onnxNodes }
