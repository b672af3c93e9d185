export { createTensorFlowRunner } from './createTensorFlowRunner'
export { libraryFile, OLDEST_VERSION, openTensorFlow, type TensorFlowLibrary } from './library'
