/** @file One step after the other: any recurrence whose step is a graph. */
import { invariant } from '../../../shared/errors/appError'
import type { Value } from '../graph/graph'
import { isSameType, type TensorType } from '../graph/tensorType'
import { requireTypes, type Emit, type GradientContext, type Op } from './op'
import type { ScanAttributes } from './signature/recurrent'

export const scan: Op<'scan'> = {
  kind: 'scan',
  inferTypes: (inputs, attributes) => {
    const { states, sequences, constants } = partsOf(inputs, attributes)
    const length = sequences[0]?.shape[0]
    const given = [...states, ...sequences.map(itemOf), ...constants]
    const wanted = attributes.step.inputs.map(({ value }) => value.type)
    const isOneLength = typeof length === 'number' && sequences.every(({ shape }) => shape[0] === length)
    requireTypes(isOneLength && areSameTypes(given, wanted), 'scan', inputs)
    return attributes.step.outputs.map(({ value: { type } }, index) =>
      index < attributes.stateCount ? type : { ...type, shape: [Number(length), ...type.shape] },
    )
  },
  gradient: pullBackThroughTime,
}

/** The same steps in the other direction (Werbos 1990), each with the states before it as they were. */
function pullBackThroughTime(context: GradientContext<'scan'>): (Value | null)[] {
  const { emit, inputs, outputs, attributes, gradients } = context
  const { stateCount, sequenceCount, isBackward, gradient } = attributes
  invariant(gradient, 'a scan is differentiated only with the gradient of its step')
  const { states, sequences, constants } = partsOf(inputs, attributes)
  const traces = outputs.slice(stateCount)
  const before = states.map((state, index) =>
    statesBefore(emit, { state, trace: traces[index] ?? state, isBackward }),
  )
  const doesFlow = (index: number): boolean => gradient.flows[index] ?? false
  const sums = constants
    .filter((_, index) => doesFlow(sequenceCount + index))
    .map(({ type }) => emit.op('constant', [], { value: 0, shape: type.shape.map(Number) }))
  const items = [...before, ...sequences, ...gradients.slice(stateCount)]
  const results = emit.node('scan', [...gradients.slice(0, stateCount), ...sums, ...items, ...constants], {
    step: gradient.step,
    stateCount: stateCount + sums.length,
    sequenceCount: items.length,
    isBackward: !isBackward,
  })
  const ofStates = results.slice(0, stateCount)
  const ofConstants = results.slice(stateCount, stateCount + sums.length)
  const ofSequences = results.slice(stateCount + sums.length)
  return [
    ...ofStates,
    ...sequences.map((_, index) => (doesFlow(index) ? (ofSequences.shift() ?? null) : null)),
    ...constants.map((_, index) => (doesFlow(sequenceCount + index) ? (ofConstants.shift() ?? null) : null)),
  ]
}

interface Trace {
  /** Before the first step. */
  readonly state: Value
  /** After every step. */
  readonly trace: Value
  readonly isBackward: boolean
}

/** [steps, ...]: what each step was given. */
function statesBefore(emit: Emit, { state, trace, isBackward }: Trace): Value {
  const count = Number(trace.type.shape[0])
  const first = emit.op('reshape', [state], { shape: [1, ...state.type.shape] })
  if (count === 1) return first
  const rest = emit.op('slice', [trace], { axis: 0, start: isBackward ? 1 : 0, size: count - 1 })
  return emit.op('concat', isBackward ? [rest, first] : [first, rest], { axis: 0 })
}

function partsOf<T>(inputs: readonly T[], { stateCount, sequenceCount }: ScanAttributes) {
  return {
    states: inputs.slice(0, stateCount),
    sequences: inputs.slice(stateCount, stateCount + sequenceCount),
    constants: inputs.slice(stateCount + sequenceCount),
  }
}

function itemOf({ element, shape }: TensorType): TensorType {
  return { element, shape: shape.slice(1) }
}

function areSameTypes(given: readonly TensorType[], wanted: readonly TensorType[]): boolean {
  return (
    given.length === wanted.length &&
    given.every((type, index) => {
      const other = wanted[index]
      return other !== undefined && isSameType(type, other)
    })
  )
}
