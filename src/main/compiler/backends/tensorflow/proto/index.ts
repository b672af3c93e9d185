/** @file TensorFlow graphs as data and as bytes. */
export { encodeGraphDef } from './encodeGraphDef'
export {
  attribute,
  type ConstantTensor,
  type GraphDef,
  type NodeAttribute,
  type NodeAttributes,
  type NodeDef,
  type TensorFlowShape,
  type TensorFlowType,
} from './graphDef'
