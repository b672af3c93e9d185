/** @file The shapes in which a trained model can be taken away. */

/**
 * - `onnx`: the model with its preprocessing, for any runtime
 * - `folder`: the same with a small program in Python and one in TypeScript that read files
 * - `tfjs`: the network alone, for TensorFlow.js
 * - `keras`: the network alone, as Keras's JSON with weights and a script that makes a SavedModel
 * - `savedmodel`: the same with the SavedModel, where a Python with TensorFlow is there
 */
export const EXPORT_FORMATS = ['onnx', 'folder', 'tfjs', 'keras', 'savedmodel'] as const
export type ExportFormat = (typeof EXPORT_FORMATS)[number]
