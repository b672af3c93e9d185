/** @file Rows as directions. */
import type { Value } from '../graph/graph'
import type { Emit } from '../ops/op'

/** Keeps a row of zeros from being divided by nothing. */
const LEAST_SQUARE = 1e-12

/** @returns [n, e]: every row divided by its Euclidean length. */
export function addDirections(emit: Emit, rows: Value): Value {
  const [count = 'batch'] = rows.type.shape
  const squares = emit.op('sumTo', [emit.op('multiply', [rows, rows])], { shape: [count, 1] })
  const kept = emit.op('add', [squares, emit.number(LEAST_SQUARE)])
  return emit.op('multiply', [rows, emit.op('power', [kept], { exponent: -0.5 })])
}
