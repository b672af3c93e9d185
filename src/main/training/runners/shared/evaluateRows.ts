import { evaluationRows, type ModelPlan } from '../../../compiler'
import type { Evaluation } from '../../types'
import type { DataFeeds } from './dataFeeds'
import { floatsOf, type Program, type Tensors } from './tensors'

export interface EvaluationProgram {
  readonly session: Program
  readonly plan: ModelPlan
}

/** @param weights a tensor a group, as the program takes them */
export async function evaluateRows(
  { session, plan }: EvaluationProgram,
  weights: Tensors,
  data: DataFeeds,
): Promise<Evaluation> {
  const { units } = plan.head
  const predictions = new Float32Array(data.rows * units)
  const sums = { loss: 0, discriminatorLoss: 0 }
  const rows = evaluationRows(plan)
  let filled = 0
  for (let start = 0; start < data.rows; start += rows) {
    const end = Math.min(start + rows, data.rows)
    const results = await session.run({ ...weights, ...data.slice(start, end) })
    sums.loss += (end - start) * Number(floatsOf(results['loss'])[0])
    const judged = results['discriminatorLoss']
    if (judged) sums.discriminatorLoss += (end - start) * Number(floatsOf(judged)[0])
    const values = floatsOf(results['predictions'])
    predictions.set(values, filled)
    filled += values.length
  }
  const loss = sums.loss / data.rows
  if (data.order) return { loss, predictions: inOwnOrder(predictions, data.order, units) }
  if (plan.judge === null) return { loss, predictions }
  return { loss, predictions, discriminatorLoss: sums.discriminatorLoss / data.rows }
}

function inOwnOrder(placed: Float32Array, order: Int32Array, width: number): Float32Array {
  const rows = new Float32Array(placed.length)
  order.forEach((row, place) => rows.set(placed.subarray(place * width, (place + 1) * width), row * width))
  return rows
}
