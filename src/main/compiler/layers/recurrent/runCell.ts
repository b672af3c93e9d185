/** @file A cell over all steps of one direction. */
import { scanAttributes, type StepInput, type StepParts } from '../../autodiff/scanAttributes'
import type { Value } from '../../graph/graph'
import { floats } from '../../graph/tensorType'
import type { Emit } from '../../ops/op'
import { product, type Cell, type RecurrentSpec } from './cell'
import type { RecurrentWeights } from './weights'

/** Both [steps, batch, 1]. */
export interface Padding {
  /** 1 where a step counts, else 0. */
  readonly counts: Value
  /** The opposite. */
  readonly isPadding: Value
}

export interface CellRun<Spec extends RecurrentSpec> {
  readonly spec: Spec
  readonly cell: Cell<Spec>
  /** [steps, batch, features]. */
  readonly x: Value
  readonly weights: RecurrentWeights
  /** Factors of the state that the gates see, [batch, units]; null for all of it. */
  readonly dropped: Value | null
  /** Null where every step counts. */
  readonly padding: Padding | null
  readonly isBackward: boolean
}

/** @returns the state after every step, [steps, batch, units], at the place of the step; padding repeats the one before it. */
export function runCell<Spec extends RecurrentSpec>(emit: Emit, run: CellRun<Spec>): Value {
  return run.dropped === null && run.cell.isUsual(run.spec) ? runOp(emit, run) : runScan(emit, run)
}

/** All steps as one op, which back ends do best. */
function runOp<Spec extends RecurrentSpec>(emit: Emit, run: CellRun<Spec>): Value {
  const { cell, spec, x, weights, padding, isBackward } = run
  const width = cell.gates * spec.units
  const shape = cell.hasRecurrentBias(spec) ? [2, width] : [width]
  const bias = weights.bias ?? emit.op('constant', [], { value: 0, shape })
  const mask = padding?.counts ?? emit.number(1)
  const [states] = emit.node(cell.kind, [x, weights.kernel, weights.recurrent, bias, mask], { isBackward })
  return states
}

/** Step by step: for any activation, and a state of which the gates see only some. */
function runScan<Spec extends RecurrentSpec>(emit: Emit, run: CellRun<Spec>): Value {
  const { spec, cell, dropped, padding, isBackward } = run
  const { projected, recurrentBias } = projectInputs(emit, run)
  const items = [projected, ...(padding ? [padding.counts, padding.isPadding] : [])]
  const constants = [
    run.weights.recurrent,
    ...(recurrentBias ? [recurrentBias] : []),
    ...(dropped ? [dropped] : []),
  ]
  const start = zeroState(emit, projected, spec.units)
  const states = Array.from({ length: cell.stateCount }, () => start)
  const results = emit.node(
    'scan',
    [...states, ...items, ...constants],
    scanAttributes({
      states: states.map(({ type }) => type),
      items: items.map(({ type }, index): StepInput => ({
        type: floats(...type.shape.slice(1)),
        isLearnt: index === 0,
      })),
      constants: constants.map((constant): StepInput => ({
        type: constant.type,
        isLearnt: constant !== dropped,
      })),
      isBackward,
      step: (inner, parts) => stepOf(inner, run, parts),
    }),
  )
  return results[cell.stateCount] ?? projected
}

function stepOf<Spec extends RecurrentSpec>(
  emit: Emit,
  run: CellRun<Spec>,
  parts: StepParts,
): readonly Value[] {
  const { spec, cell, dropped } = run
  const [projected, counts, isPadding] = parts.items
  const [recurrent, ...others] = parts.constants
  const [state] = parts.states
  if (!projected || !recurrent || !state) return []
  const noise = dropped ? others.at(-1) : undefined
  const recurrentBias = (dropped ? others.slice(0, -1) : others)[0] ?? null
  const seen = noise ? emit.op('multiply', [state, noise]) : state
  const next = cell.step(emit, spec, {
    states: parts.states,
    inputs: { projected, seen, recurrent, recurrentBias },
  })
  if (!counts || !isPadding) return next
  return next.map((value, index) => {
    const before = emit.op('multiply', [parts.states[index] ?? state, isPadding])
    return emit.op('add', [emit.op('multiply', [value, counts]), before])
  })
}

/** x·W + b of all steps at once. */
function projectInputs<Spec extends RecurrentSpec>(emit: Emit, { spec, cell, x, weights }: CellRun<Spec>) {
  const { kernel, bias } = weights
  if (!bias) return { projected: product(emit, x, kernel), recurrentBias: null }
  const width = cell.gates * spec.units
  const rowOf = (at: number): Value =>
    emit.op('reshape', [emit.op('slice', [bias], { axis: 0, start: at, size: 1 })], { shape: [width] })
  const isDouble = cell.hasRecurrentBias(spec)
  return {
    projected: emit.op('linear', [x, kernel, isDouble ? rowOf(0) : bias]),
    recurrentBias: isDouble ? rowOf(1) : null,
  }
}

/** [batch, units] of zeros: the batch is known from what is read. */
function zeroState(emit: Emit, projected: Value, units: number): Value {
  const [, batch = 'batch', width = units] = projected.type.shape
  const first = emit.op('slice', [projected], { axis: 0, start: 0, size: 1 })
  const row = emit.op('reshape', [first], { shape: [batch, width] })
  return emit.op('broadcastLike', [
    emit.number(0),
    emit.op('slice', [row], { axis: 1, start: 0, size: units }),
  ])
}
