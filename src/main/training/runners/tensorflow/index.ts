export { createTensorFlowRunner, openTensorFlowRunner } from './createTensorFlowRunner'
export { libraryFile, openTensorFlow, type TensorFlowLibrary } from './library'
