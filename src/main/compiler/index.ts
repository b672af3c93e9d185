/** @file The compiler: model spec in, programs out. Pure: equal requests give equal bytes. */
export {
  emitPredict,
  type NamedWeights,
  type PredictInput,
  type PredictPiece,
} from './backends/onnx/emitPredict'
export { noiseTable } from './backends/onnx/noiseTables'
export {
  carriedOutput,
  LOSSES_OUTPUT,
  RECENT_LOSS_COUNT,
  RECENT_LOSSES,
  TRAIN_INPUTS,
} from './backends/onnx/program'
export { WireWriter } from './backends/protobuf/wire'
export {
  attribute,
  encodeModel,
  ONNX_OPERATOR_SET,
  type OnnxAttribute,
  type OnnxDataType,
  type OnnxGraph,
  type OnnxModel,
  type OnnxNode,
  type OnnxTensor,
  type OnnxValueInfo,
} from './backends/onnx/proto'
export {
  compileLayers,
  compileModel,
  compileEmbedding,
  compileTest,
  type CompiledModel,
  type CompiledTest,
  type CompileRequest,
} from './compile/compileModel'
export { compileTensorFlow, type CompiledTensorFlow } from './compile/compileTensorFlow'
export { type ResidentVariable, type TensorFlowProgram, TRAIN_NUMBERS } from './backends/tensorflow/program'
export {
  compileActivations,
  type CompiledAnswer,
  compilePrediction,
  type InnerWidth,
  listInnerLayers,
} from './compile/activations'
export {
  baselineName,
  compileGradients,
  type GradientOf,
  type GradientOptions,
  inputGradient,
  listPictureLayers,
  SELECTION,
  SHARE,
  tokenOutputs,
} from './compile/inputGradients'
export {
  diagnoseModel,
  inspectModel,
  type InspectRequest,
  type LayerInspection,
  type ModelInspection,
} from './compile/inspectModel'
export * from './compress'
export {
  exportModel,
  exportNetwork,
  networkNodes,
  type ExportedModel,
  type ExportRequest,
  type NetworkModel,
  type RewriteNetwork,
} from './export/exportModel'
export { earlierOf } from './export/recipe/emitRecipe'
export type { RawInput } from './export/recipe/graphInputs'
export {
  type TrainingGraph,
  CLASS_WEIGHTS_INPUT,
  pruningName,
  ROW_WEIGHTS_INPUT,
  type ScheduleSpec,
  TEACHER_INPUT,
} from './compile/trainingGraph'
export {
  activationOutput,
  endedActivation,
  type EndedActivation,
  endedLayers,
  gradientOutput,
} from './compile/layerGraph'
export {
  exportKeras,
  exportTfjs,
  importKeras,
  importNetwork,
  type KerasImport,
  type KerasNetwork,
  type TfjsModel,
  toKerasTensors,
} from './keras'
export { type OnnxNetwork, operatorError, readOnnxNetwork, toOnnxLayer } from './foreign'
export { decodeModel, type DecodedModel, type OutsideData, readValues } from './backends/onnx/proto'
export { encodeNpy } from './code/npy'
export { compileFeatures, splitFeatures, type FeatureSplit } from './compile/splitFeatures'
export type { Distillation } from './losses/distilledLoss'
export { rowsName } from './compile/addInputs'
export { hasClassNumbers, hasTargets } from './losses/addLoss'
export {
  estimateMemory,
  SMALL_STEP,
  type MemoryEstimate,
  type MemoryRequest,
  type ResidentRows,
} from './memory/estimateMemory'
export { evaluationRows } from './memory/evaluationRows'
export { stepBytes } from './memory/graphMemory'
export type { MaskSpec } from './compile/lowerLayers'
export { dataInputsOf, planModel, type ModelPlan, type ModelRequest } from './compile/modelPlan'
export { codeFiles, writeCode, type CodeRequest, type CodeRows } from './code'
export { planWeights } from './compile/planWeights'
export {
  freeNetwork,
  planExampleWeights,
  refuseLargeExample,
  runExample,
  type ExampleRequest,
  type FreeNetwork,
} from './example'
export { headOf, type Head, type HeadRequest, type LossSettings, type TargetScale } from './layers/head'
export { initialWeights } from './layers/initialWeights'
export type { ParameterSpec } from './layers/parameter'
export { compilePopulation, type CompiledPopulation } from './population/compilePopulation'
export { isFasterTogether, MOST_MEMBERS } from './population/isFasterTogether'
export { structureOf } from './population/structure'
export { stateNames } from './optimizers/addOptimizer'
export { weightsName, type ParameterGroup } from './optimizers/groupParameters'
export type { Optimizer } from './optimizers/optimizer'
