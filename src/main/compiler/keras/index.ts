/** @file Models of Keras: read and written as its JSON. */
export { exportKeras, type KerasModelJson } from './exportKeras'
export { exportTfjs, type TfjsModel } from './exportTfjs'
export { toKerasTensors, type KerasTensor } from './kerasWeights'
export { importNetwork, type KerasNetwork } from './importNetwork'
export { importKeras, type KerasImport } from './importKeras'
