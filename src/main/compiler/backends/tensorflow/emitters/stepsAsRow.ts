/** @file Steps as a picture of one row, whose kernels TensorFlow has. */
import type { Value } from '../../../graph/graph'
import type { TensorFlowEmitter } from '../tensorFlowEmitter'
import { reshape } from './layout'

/** [batch, steps, channels] → [batch, 1, steps, channels]: a view. */
export function asRow(emitter: TensorFlowEmitter, { type: { shape } }: Value, steps: string): string {
  return emitter.once(rowKey(steps), () => reshape(emitter, steps, [-1, 1, ...shape.slice(1).map(Number)]))
}

/** The inverse. What was a row is the very same one when it is asked for again: kernels of gradients find those they belong to by it. */
export function asSteps(emitter: TensorFlowEmitter, { type: { shape } }: Value, row: string): string {
  const steps = reshape(emitter, row, [-1, ...shape.slice(1).map(Number)])
  emitter.once(rowKey(steps), () => row)
  return steps
}

function rowKey(steps: string): string {
  return `row ${steps}`
}
