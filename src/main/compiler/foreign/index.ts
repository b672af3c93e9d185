/** @file Networks of ONNX that others trained. */
export { operatorError, readOnnxNetwork, type OnnxNetwork } from './readOnnxNetwork'
export { toOnnxLayer } from './toOnnxLayer'
