/** @file Losses that stay on the device: who trains there need not wait for a card after every step. */
import { RECENT_LOSS_COUNT, RECENT_LOSSES } from '../onnx/program'
import { attribute } from './proto'
import { FLOAT, type TensorFlowEmitter } from './tensorFlowEmitter'
import type { VariableTable } from './variables'

/** @param loss of a step, of a single number @returns the node that appends it, as the newest, to the variable `RECENT_LOSSES` */
export function appendLoss(emitter: TensorFlowEmitter, variables: VariableTable, loss: string): string {
  const type = { element: 'float32', shape: [RECENT_LOSS_COUNT] } as const
  const { handle, type: dtype } = variables.find(RECENT_LOSSES, type)
  const index = attribute.type('int32')
  const before = emitter.add('ReadVariableOp', [handle], dtype)
  const later = emitter.add('Slice', [before, emitter.list([1]), emitter.list([RECENT_LOSS_COUNT - 1])], {
    ...FLOAT,
    Index: index,
  })
  const newest = emitter.add('Reshape', [loss, emitter.list([1])], { ...FLOAT, Tshape: index })
  const appended = emitter.add('ConcatV2', [later, newest, emitter.integer(0)], {
    ...FLOAT,
    N: attribute.int(2),
    Tidx: index,
  })
  return emitter.add('AssignVariableOp', [handle, appended], dtype)
}
