/** @file ONNX models as data, and their bytes. */
export { decodeModel } from './decodeModel'
export type { DecodedModel, OutsideData, Untold } from './decodeModel'
export { dropUnread } from './dropUnread'
export { encodeModel } from './encodeModel'
export { readValues } from './readValues'
export { attribute, ONNX_OPERATOR_SET } from './model'
export type {
  OnnxAttribute,
  OnnxDataType,
  OnnxGraph,
  OnnxModel,
  OnnxNode,
  OnnxTensor,
  OnnxValueInfo,
} from './model'
