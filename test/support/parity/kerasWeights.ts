/** @file The weights of a model as Keras holds them, for tests. */
export { toKerasWeights, type KerasWeights } from '../../../src/main/compiler/keras/kerasWeights'
