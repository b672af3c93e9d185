/** @file Shapes that many ops are tried with. */
import { floats } from '../../graph/tensorType'

export const vector = floats(6)
export const scalar = floats()
export const unaryTypes = [[scalar], [floats(1)], [vector], [floats('batch', 3)]] as const
export const unary = unaryTypes.map((types) => ({ types, attributes: {} }))
export const isPositive = true
