/** @file The weights of a product as whole numbers that processors can add up. */
import type { NodeList } from './nodes'
import type { Product } from './products'
import { roundWeights } from './roundWeights'

/**
 * Seven bits: processors without instructions of their own for this add two products of an unsigned and a signed byte in 16 bits,
 * which 2 · 255 · 127 overflows. With 2 · 255 · 63 every machine gives the same answer.
 */
export const PRODUCT_LEVELS = 63

export interface RoundedProduct {
  /** Name of the whole numbers. */
  readonly whole: string
  readonly scales: Float32Array
}

/** Weights that several products share are kept once. */
export function roundProduct(list: NodeList, { weights, axis }: Product, levels: number): RoundedProduct {
  const { name, shape } = weights
  const { values, scales } = roundWeights(weights, axis, levels)
  const whole = `${name} int8`
  if (!list.initializers.some((tensor) => tensor.name === whole)) {
    list.constant({ name: whole, dataType: 'int8', shape, values })
  }
  return { whole, scales }
}
