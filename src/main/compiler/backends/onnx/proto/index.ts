/** @file ONNX models as data, and their bytes. */
export { dropUnread } from './dropUnread'
export { encodeModel } from './encodeModel'
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
