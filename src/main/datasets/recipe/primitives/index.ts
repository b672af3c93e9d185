export { applyPrimitive, applyPrimitives, flowOf, prunePrimitives } from './registry'
