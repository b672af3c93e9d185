export { applyPrimitive, applyPrimitives, flowOf, isPast, prunePrimitives } from './registry'
