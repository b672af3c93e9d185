import type { InputRows, TrainingData } from '../types'
import { pickRows } from './dataShelf'

/** The rows in another order; an input without rows stays without. */
export function reorderRows(
  { rows, x, others = {}, y, weights }: TrainingData,
  picked: Int32Array,
): TrainingData {
  const pick = <T extends InputRows>(values: T): T => pickRows(values, values.length / rows, picked)
  const rest = Object.entries(others).map(([name, values]) => [name, pick(values)] as const)
  return {
    rows: picked.length,
    x: pick(x),
    ...(rest.length > 0 ? { others: Object.fromEntries(rest) } : {}),
    y: pick(y),
    ...(weights === undefined ? {} : { weights: pick(weights) }),
  }
}
