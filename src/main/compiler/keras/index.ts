/** @file Models of Keras: read and written as its JSON. */
export { exportKeras, type KerasModelJson } from './exportKeras'
export { importNetwork, type KerasNetwork } from './importNetwork'
export { importKeras, type KerasImport } from './importKeras'
