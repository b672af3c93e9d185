/** @file A recurrent layer as the one operator that the ONNX standard has for it. */
import type { OnnxEmitter } from '../../onnxEmitter'
import { attribute } from '../../proto'
import type { EmitArguments } from '../emit'
import { sizesOf } from './steps'

export interface WholeLayer {
  readonly opType: 'RNN' | 'GRU' | 'LSTM'
  /** Which block of columns here is each block of ONNX. */
  readonly order: readonly number[]
}

/** @returns the state after every step. */
export function wholeLayer(
  { emitter, node, inputs: [x, w, u, b] }: EmitArguments<'simpleRnn' | 'gru' | 'lstm'>,
  { opType, order }: WholeLayer,
): string {
  const { units } = sizesOf(node.inputs)
  const blocks: Blocks = { order, units }
  const weights = [w, u].map((kernel) => asRows(emitter, kernel, blocks))
  const biasRows = node.inputs[3].type.shape.length
  const [states = ''] = emitter.addMany(
    opType,
    [x, ...weights, asBiases(emitter, b, { ...blocks, biasRows })],
    {
      outputs: 1,
      attributes: {
        hidden_size: attribute.int(units),
        direction: attribute.string(node.attributes.isBackward ? 'reverse' : 'forward'),
        ...(opType === 'GRU' ? { linear_before_reset: attribute.int(1) } : {}),
      },
    },
  )
  // ONNX gives an axis of directions, of which there is one.
  return emitter.add('Squeeze', [states, emitter.list('int64', [1])])
}

interface Blocks {
  readonly order: readonly number[]
  readonly units: number
}

/** [inputs, gates · units] → [1, gates · units, inputs]. */
function asRows(emitter: OnnxEmitter, kernel: string, blocks: Blocks): string {
  const transposed = emitter.add('Transpose', [reorder(emitter, kernel, blocks)], {
    perm: attribute.ints([1, 0]),
  })
  return emitter.add('Unsqueeze', [transposed, emitter.list('int64', [0])])
}

/** → [1, 2 · gates · units]: what is added to x·W and to h·U, zeros where there is no such bias. */
function asBiases(
  emitter: OnnxEmitter,
  bias: string,
  { biasRows, ...blocks }: Blocks & { biasRows: number },
): string {
  const width = blocks.order.length * blocks.units
  const rows = reorder(emitter, bias, blocks)
  const both =
    biasRows === 2
      ? rows
      : emitter.add('Concat', [rows, emitter.number(0, [width])], { axis: attribute.int(0) })
  return emitter.add('Reshape', [both, emitter.list('int64', [1, 2 * width])])
}

/** Blocks along the last axis. */
function reorder(emitter: OnnxEmitter, values: string, { order, units }: Blocks): string {
  if (order.every((block, index) => block === index)) return values
  const sizes = emitter.list(
    'int64',
    order.map(() => units),
  )
  const axis = { axis: attribute.int(-1) }
  const parts = emitter.addMany('Split', [values, sizes], { outputs: order.length, attributes: axis })
  return emitter.add(
    'Concat',
    order.map((block) => parts[block] ?? ''),
    axis,
  )
}
