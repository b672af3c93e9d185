export { createOnnxRunner } from './createOnnxRunner'
export { createOnnxPopulation } from './population/createOnnxPopulation'
