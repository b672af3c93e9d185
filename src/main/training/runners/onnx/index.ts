export { createOnnxRunner } from './createOnnxRunner'
