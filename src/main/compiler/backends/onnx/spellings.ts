/** @file Operators that a device has no kernel for, in operators that it has: one that ran elsewhere would drag its tensors along. */
import type { OnnxDevice } from '../../../../shared/domain/device'
import { invariant } from '../../../../shared/errors/appError'
import type { NodeWriter } from './nodeWriter'
import { attribute, type OnnxAttribute } from './proto'

export interface OperatorUse {
  readonly emitter: NodeWriter
  readonly inputs: readonly string[]
  readonly attributes: Readonly<Record<string, OnnxAttribute>>
}

/** @returns the name of what the operator would give. */
type Spelling = (use: OperatorUse) => string

const FLOAT = attribute.int(1)
const KEEP = { keepdims: attribute.int(1) }

/** x − m − log Σ exp(x − m), m = max x, along the last axis */
const logSoftmax: Spelling = ({ emitter, inputs }) => {
  const x = first(inputs)
  const most = emitter.add('ReduceMax', [x], { axes: attribute.ints([-1]), ...KEEP })
  const rest = emitter.add('Sub', [x, most])
  const sum = emitter.add('ReduceSum', [emitter.add('Exp', [rest]), emitter.list('int64', [-1])], KEEP)
  return emitter.add('Sub', [rest, emitter.add('Log', [sum])])
}

/** Of 0 and 1 along a new last axis: which of 0 … depth − 1 equals the class. */
const oneHot: Spelling = ({ emitter, inputs: [classes = '', depth = ''] }) => {
  const all = Array.from({ length: emitter.constant(depth)[0] ?? 0 }, (_, label) => label)
  const column = emitter.add('Unsqueeze', [classes, emitter.list('int64', [-1])])
  return emitter.add('Cast', [emitter.add('Equal', [column, emitter.list('int32', all)])], { to: FLOAT })
}

/** Klambauer et al. 2017, with their constants as ONNX has them. */
const SELU = { alpha: 1.67326319217681884765625, gamma: 1.05070102214813232421875 }

const selu: Spelling = ({ emitter, inputs }) =>
  emitter.add('Mul', [
    emitter.add('Elu', inputs, { alpha: attribute.float(SELU.alpha) }),
    emitter.number(SELU.gamma),
  ])

/** Steep enough, and far from where floats end for any x that training can bear. */
const STEEP = 1e30

const sign: Spelling = ({ emitter, inputs }) =>
  emitter.add('Clip', [
    emitter.add('Mul', [first(inputs), emitter.number(STEEP)]),
    emitter.number(-1),
    emitter.number(1),
  ])

/** Zeros; the processor would make them and send them over. */
const constantOfShape: Spelling = ({ emitter, inputs }) =>
  emitter.add('Expand', [emitter.number(0), first(inputs)])

/** By device and operator. What is absent has a kernel, or nothing better stands for it: see the test of placements. */
export const SPELLINGS: Readonly<Record<OnnxDevice, Readonly<Record<string, Spelling>>>> = {
  cpu: {},
  webgpu: {
    LogSoftmax: logSoftmax,
    OneHot: oneHot,
    Selu: selu,
    Sign: sign,
    ConstantOfShape: constantOfShape,
  },
}

/** Buffers that every graphics card lets a kernel have, less the one it reads. */
const MOST_PARTS = 7

/** @returns the names of the outputs; null where the device has the operator for so many. */
type SpellingOfMany = (use: OperatorUse & { readonly outputs: number }) => string[] | null

/** The kernel writes all parts at once; of more than it has buffers for, each is cut out by itself. */
const splitIntoMany: SpellingOfMany = ({ emitter, inputs: [x = '', sizes = ''], attributes, outputs }) => {
  if (outputs <= MOST_PARTS || sizes === '') return null
  const { axis = attribute.int(0) } = attributes
  const along = emitter.list('int64', [axis.kind === 'int' ? axis.value : 0])
  let end = 0
  return emitter.constant(sizes).map((size) => {
    const start = end
    end += size
    return emitter.add('Slice', [x, emitter.list('int64', [start]), emitter.list('int64', [end]), along])
  })
}

/** The same for operators of several outputs. */
export const SPELLINGS_OF_MANY: Readonly<Record<OnnxDevice, Readonly<Record<string, SpellingOfMany>>>> = {
  cpu: {},
  webgpu: { Split: splitIntoMany },
}

function first([input]: readonly string[]): string {
  invariant(input !== undefined, 'an operator has an input')
  return input
}
