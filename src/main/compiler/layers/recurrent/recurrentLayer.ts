/** @file What all recurrent layers share: directions, padding, dropped numbers, and what comes out. */
import type { Value } from '../../graph/graph'
import type { Emit } from '../../ops/op'
import { channelsLast, feature, type Feature } from '../feature'
import type { Layer, LayerContext, LayerSpecOf } from '../layer'
import { wrongRank } from '../misfit'
import type { Cell, RecurrentKind, RecurrentSpec } from './cell'
import { runCell, type Padding } from './runCell'
import { recurrentParameters, recurrentWeights, type Pass } from './weights'

/** Steps stand first inside, so that one of them is a block of memory. */
const SWAPPED = { axes: [1, 0, 2] } as const

export function recurrentLayer<K extends RecurrentKind>(kind: K, cell: Cell<LayerSpecOf<K>>): Layer<K> {
  return {
    kind,
    misfit: (_spec, place) => wrongRank(place, 2),
    outputShape: (spec, { inputShape: [steps = 1] }) => {
      const { units, returnSequences, direction, merge }: RecurrentSpec = spec
      const width = direction === 'both' && merge === 'concat' ? 2 * units : units
      return returnSequences ? [steps, width] : [width]
    },
    parameters: (spec, place) =>
      passesOf(spec).flatMap((pass) => recurrentParameters(spec, place, { cell, pass })),
    build: (spec, context) => buildRecurrent(spec, context, cell),
  }
}

function passesOf({ direction }: RecurrentSpec): Pass[] {
  return direction === 'both' ? ['only', 'second'] : ['only']
}

function buildRecurrent<Spec extends RecurrentSpec>(
  spec: Spec,
  context: LayerContext,
  cell: Cell<Spec>,
): Feature {
  const { emit, input } = context
  const steps = channelsLast(emit, input)
  const padding = input.mask && paddingOf(emit, input.mask)
  const results = passesOf(spec).map((pass) => {
    const isBackward = spec.direction === 'backward' || pass === 'second'
    const x = emit.op('transpose', [dropInputs(spec, context, { steps, pass })], SWAPPED)
    const dropped = dropState(spec, context, pass)
    const weights = recurrentWeights(spec, context, pass)
    const trace = runCell(emit, { spec, cell, x, weights, dropped, padding, isBackward })
    return spec.returnSequences
      ? trace
      : stepOf(emit, trace, isBackward ? 0 : Number(trace.type.shape[0]) - 1)
  })
  const merged = mergePasses(emit, spec, results)
  return spec.returnSequences ? feature(emit.op('transpose', [merged], SWAPPED), input.mask) : feature(merged)
}

/** @param mask f32 [batch, steps] @returns 1 − mask and mask, each [steps, batch, 1]. */
function paddingOf(emit: Emit, mask: Value): Padding {
  const swapped = emit.op('transpose', [mask], { axes: [1, 0] })
  const counts = emit.op('reshape', [swapped], { shape: [...swapped.type.shape, 1] })
  return { counts, isPadding: emit.op('subtract', [emit.number(1), counts]) }
}

function dropInputs(
  { id, rate }: RecurrentSpec,
  { emit, noise }: LayerContext,
  { steps, pass }: { readonly steps: Value; readonly pass: Pass },
): Value {
  const name = pass === 'only' ? `${id}/input` : `${id}/backwardInput`
  const shape = [1, Number(steps.type.shape.at(-1))]
  const factors = noise({ name, shape, draw: { kind: 'dropout', rate } })
  return factors ? emit.op('multiply', [steps, factors]) : steps
}

function dropState(
  { id, units, recurrentRate }: RecurrentSpec,
  { noise }: LayerContext,
  pass: Pass,
): Value | null {
  const name = pass === 'only' ? `${id}/state` : `${id}/backwardState`
  return noise({ name, shape: [units], draw: { kind: 'dropout', rate: recurrentRate } })
}

/** @param trace [steps, batch, units] */
function stepOf(emit: Emit, trace: Value, at: number): Value {
  const [, ...shape] = trace.type.shape
  return emit.op('reshape', [emit.op('slice', [trace], { axis: 0, start: at, size: 1 })], { shape })
}

function mergePasses(emit: Emit, { merge }: RecurrentSpec, [first, second]: readonly Value[]): Value {
  if (!first) return emit.number(0)
  if (!second) return first
  switch (merge) {
    case 'concat':
      return emit.op('concat', [first, second], { axis: first.type.shape.length - 1 })
    case 'multiply':
      return emit.op('multiply', [first, second])
    case 'sum':
      return emit.op('add', [first, second])
    case 'average':
      return emit.op('multiply', [emit.op('add', [first, second]), emit.number(0.5)])
  }
}
