/** @file Long short-term memory as the one kernel that TensorFlow has for all steps, and its gradient. */
import type { OpNode } from '../../../../graph/graph'
import { attribute } from '../../proto'
import { FLOAT, type TensorFlowEmitter } from '../../tensorFlowEmitter'
import type { EmitArguments } from '../emit'
import { hasMask, join, sizesOf, zeroState, type LayerSizes } from './steps'

/** Outputs of the kernel, in their order; `ci` is g, `co` the tanh of the memory. */
const OUTPUTS = ['i', 'cs', 'f', 'o', 'ci', 'co', 'h'] as const
type Output = (typeof OUTPUTS)[number]

/** @returns what the op gives. What the gradient's kernel wants stays known by the name of the states. */
export function runBlock(context: EmitArguments<'lstm'>): readonly string[] {
  const { emitter, node, inputs } = context
  const { isBackward } = node.attributes
  const [x, w, u, b] = inputs
  const given = givenTo(emitter, { x, w, u, b, isBackward }, sizesOf(node.inputs))
  const [made = ''] = emitter.addMany('BlockLSTMV2', given, {
    attributes: { ...FLOAT, cell_clip: attribute.float(0), use_peephole: attribute.bool(false) },
    outputs: OUTPUTS.length,
  })
  const inOrder = (output: Output): string => turn(emitter, outputOf(made, output), isBackward)
  const [i, g] = [inOrder('i'), inOrder('ci')]
  // f·c is what the memory holds beside i·g; only a gradient without this kernel asks for it.
  const added = emitter.add('Mul', [i, g], FLOAT)
  const kept = emitter.add('Sub', [inOrder('cs'), added], FLOAT)
  const states = inOrder('h')
  emitter.once(blockKey(states), () => made)
  return [states, inOrder('co'), kept, i, inOrder('f'), g, inOrder('o')]
}

/** @returns null where the states were not made by the kernel. */
export function runBlockBack({ emitter, node, inputs }: EmitArguments<'lstmGrad'>): string[] | null {
  const maker = emitter.makerOf(node.inputs[4])
  const made = maker?.kind === 'lstm' ? emitter.known(blockKey(inputs[4])) : null
  if (made === null || hasMask(node.inputs[3])) return null
  const [, , , b] = (maker as OpNode<'lstm'>).inputs
  const { isBackward } = node.attributes
  const sizes = sizesOf(node.inputs)
  const [x, w, u] = inputs
  const given = givenTo(emitter, { x, w, u, b: emitter.nameOf(b), isBackward }, sizes)
  const kept = OUTPUTS.map((output) => outputOf(made, output))
  const d = turn(emitter, inputs[11], isBackward)
  const noMemory = emitter.add('ZerosLike', [d], FLOAT)
  const [dx = '', , , ofKernels = '', , , , db = ''] = emitter.addMany(
    'BlockLSTMGradV2',
    [...given, ...kept, noMemory, d],
    { attributes: { ...FLOAT, use_peephole: attribute.bool(false) }, outputs: 8 },
  )
  return [turn(emitter, dx, isBackward), ...kernelsFrom(emitter, ofKernels, sizes), db]
}

interface Given {
  readonly x: string
  readonly w: string
  readonly u: string
  readonly b: string
  readonly isBackward: boolean
}

/** The first inputs of both kernels: they want W above U, and weights that look into the memory, which nobody asks to. */
function givenTo(
  emitter: TensorFlowEmitter,
  { x, w, u, b, isBackward }: Given,
  { steps, units }: LayerSizes,
): string[] {
  const seen = turn(emitter, x, isBackward)
  const none = zeroState(emitter, x, units)
  const kernel = emitter.once(`one above the other ${w} ${u}`, () => join(emitter, [w, u], 0))
  const length = emitter.constant({ dataType: 'int64', shape: [], values: [steps] })
  const noPeephole = emitter.number(0, [units])
  return [length, seen, none, none, kernel, noPeephole, noPeephole, noPeephole, b]
}

function kernelsFrom(
  emitter: TensorFlowEmitter,
  both: string,
  { features, units }: LayerSizes,
): [string, string] {
  const [ofW = '', ofU = ''] = emitter.addMany(
    'SplitV',
    [both, emitter.list([features, units]), emitter.integer(0)],
    { attributes: { ...FLOAT, Tlen: attribute.type('int32'), num_split: attribute.int(2) }, outputs: 2 },
  )
  return [ofW, ofU]
}

/** The kernel goes forward only. */
function turn(emitter: TensorFlowEmitter, sequence: string, isBackward: boolean): string {
  if (!isBackward) return sequence
  return emitter.once(`turned ${sequence}`, () =>
    emitter.add('ReverseV2', [sequence, emitter.list([0])], { ...FLOAT, Tidx: attribute.type('int32') }),
  )
}

function outputOf(made: string, output: Output): string {
  const index = OUTPUTS.indexOf(output)
  return index === 0 ? made : `${made}:${index}`
}

function blockKey(states: string): string {
  return `block ${states}`
}
