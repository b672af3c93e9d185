/** @file A step of a recurrence, written once, and its gradient. */
import type { Value } from '../graph/graph'
import { GraphBuilder } from '../graph/graphBuilder'
import type { TensorType } from '../graph/tensorType'
import type { Emit } from '../ops/op'
import type { ScanAttributes } from '../ops/signature/recurrent'
import { simplify } from '../passes/simplify'
import { pullBack } from './differentiate'

/** Something that a step reads. */
export interface StepInput {
  readonly type: TensorType
  /** Whether it is learnt, or made of what is learnt. */
  readonly isLearnt: boolean
}

export interface StepParts {
  /** As the step before left them. */
  readonly states: readonly Value[]
  /** Of each sequence, that of the step. */
  readonly items: readonly Value[]
  /** The same at every step. */
  readonly constants: readonly Value[]
}

export interface StepSpec {
  readonly states: readonly TensorType[]
  readonly items: readonly StepInput[]
  readonly constants: readonly StepInput[]
  readonly isBackward: boolean
  /** @returns the states after the step. */
  readonly step: (emit: Emit, parts: StepParts) => readonly Value[]
}

/** What makes a `scan` of a step; its results are the states after every step. */
export function scanAttributes(spec: StepSpec): ScanAttributes {
  const flows = [...spec.items, ...spec.constants].map(({ isLearnt }) => isLearnt)
  return {
    step: buildStep(spec),
    stateCount: spec.states.length,
    sequenceCount: spec.items.length,
    isBackward: spec.isBackward,
    gradient: { step: buildStepGradient(spec), flows },
  }
}

function buildStep(spec: StepSpec): ScanAttributes['step'] {
  const builder = new GraphBuilder()
  const next = spec.step(builder, {
    states: addInputs(builder, 'state', spec.states),
    items: addInputs(builder, 'item', typesOf(spec.items)),
    constants: addInputs(builder, 'constant', typesOf(spec.constants)),
  })
  addOutputs(builder, 'next', next)
  addOutputs(builder, 'result', next)
  return simplify(builder.build())
}

/** The step is done once more, and then backwards: cheaper than to keep all that it made. */
function buildStepGradient(spec: StepSpec): ScanAttributes['step'] {
  const builder = new GraphBuilder()
  const learntTypes = typesOf(spec.constants.filter(({ isLearnt }) => isLearnt))
  const ofStates = addInputs(builder, 'gradient', spec.states)
  const sums = addInputs(builder, 'sum', learntTypes)
  const states = addInputs(builder, 'state', spec.states)
  const items = addInputs(builder, 'item', typesOf(spec.items))
  const ofResults = addInputs(builder, 'resultGradient', spec.states)
  const constants = addInputs(builder, 'constant', typesOf(spec.constants))

  const next = spec.step(builder, { states, items, constants })
  // Two states may be one value.
  const seeds = new Map<Value, Value>()
  next.forEach((value, index) => {
    seeds.set(value, sumOf(builder, [seeds.get(value), ofStates[index], ofResults[index]]))
  })
  const pull = (targets: readonly Value[]): Value[] => {
    const gradients = pullBack(builder, seeds, { targets })
    return targets.map(
      (target, index) => gradients[index] ?? builder.op('broadcastLike', [builder.number(0), target]),
    )
  }
  const learntItems = items.filter((_, index) => spec.items[index]?.isLearnt)
  const learntConstants = constants.filter((_, index) => spec.constants[index]?.isLearnt)
  const gradients = pull([...states, ...learntConstants, ...learntItems])
  const [firstSum, firstItem] = [states.length, states.length + sums.length]
  addOutputs(builder, 'gradient', gradients.slice(0, firstSum))
  addOutputs(
    builder,
    'sum',
    gradients.slice(firstSum, firstItem).map((gradient, index) => sumOf(builder, [sums[index], gradient])),
  )
  addOutputs(builder, 'itemGradient', gradients.slice(firstItem))
  return simplify(builder.build())
}

function addInputs(builder: GraphBuilder, name: string, types: readonly TensorType[]): Value[] {
  return types.map((type, index) => builder.input(`${name}${index}`, 'rows', type))
}

function addOutputs(builder: GraphBuilder, name: string, values: readonly Value[]): void {
  values.forEach((value, index) => builder.output(`${name}${index}`, value))
}

function typesOf(inputs: readonly StepInput[]): TensorType[] {
  return inputs.map(({ type }) => type)
}

function sumOf(emit: Emit, values: readonly (Value | undefined)[]): Value {
  const [first, ...rest] = values.filter((value) => value !== undefined)
  return rest.reduce((sum, value) => emit.op('add', [sum, value]), first ?? emit.number(0))
}
