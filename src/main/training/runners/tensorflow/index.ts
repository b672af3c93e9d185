export { createTensorFlowRunner } from './createTensorFlowRunner'
export { libraryFile, openTensorFlow, type TensorFlowLibrary } from './library'
