/** @file Layers of several inputs. */
import { broadcastShapes } from '../graph/tensorType'
import type { Value } from '../graph/graph'
import type { Emit } from '../ops/op'
import { channelsFirst, channelsLast, type Feature, type Layout } from './feature'
import type { Layer, LayerContext, LayerPlace, LayersOf } from './layer'
import { formatShape, type Misfit } from './misfit'

const SEVERAL = { least: 2, most: 16 }

const add: Layer<'add'> = {
  kind: 'add',
  reads: SEVERAL,
  misfit: (_spec, place) => (stretchShapes(place) === null ? unequalShapes(place) : null),
  outputShape: (_spec, place) => stretchShapes(place) ?? [],
  parameters: () => [],
  build: (_spec, context) => combine(context, (a, b) => context.emit.op('add', [a, b])),
}

const multiply: Layer<'multiply'> = {
  kind: 'multiply',
  reads: SEVERAL,
  misfit: (_spec, place) => (stretchShapes(place) === null ? unequalShapes(place) : null),
  outputShape: (_spec, place) => stretchShapes(place) ?? [],
  parameters: () => [],
  build: (_spec, context) => combine(context, (a, b) => context.emit.op('multiply', [a, b])),
}

const concatenate: Layer<'concatenate'> = {
  kind: 'concatenate',
  reads: SEVERAL,
  misfit: (_spec, place) => {
    const [first, ...others] = place.inputShapes.map((shape) => String(shape.slice(0, -1)))
    const ranks = new Set(place.inputShapes.map(({ length }) => length))
    return ranks.size === 1 && others.every((shape) => shape === first) ? null : unequalShapes(place)
  },
  outputShape: (_spec, { inputShapes, inputShape }) => [
    ...inputShape.slice(0, -1),
    inputShapes.reduce((total, shape) => total + (shape.at(-1) ?? 0), 0),
  ],
  parameters: () => [],
  build: (_spec, { emit, inputs }) => {
    const layout = commonLayout(inputs)
    const values = inputs.map((input) => inLayout(emit, input, layout))
    const axis = layout === 'channelsFirst' ? 1 : (values[0]?.type.shape.length ?? 1) - 1
    return { value: emit.op('concat', values, { axis }), layout, mask: eitherMask(emit, inputs) }
  },
}

/** Shapes meet at their last axes, and an axis of size 1 stretches. */
function stretchShapes({ inputShapes }: LayerPlace): readonly number[] | null {
  const [first = [], ...others] = inputShapes
  const shape = others.reduce<ReturnType<typeof broadcastShapes>>(
    (known, other) => known && broadcastShapes(known, other),
    first,
  )
  return shape?.map(Number) ?? null
}

function unequalShapes({ inputShapes }: LayerPlace): Misfit {
  const [first = [], ...others] = inputShapes.map(formatShape)
  return { reason: 'unequalShapes', expected: String(first), found: others.join(' ') }
}

function combine({ emit, inputs }: LayerContext, join: (a: Value, b: Value) => Value): Feature {
  const rank = Math.max(...inputs.map(({ value }) => value.type.shape.length))
  const layout = commonLayout(inputs)
  const values = inputs.map((input) => inLayout(emit, withAxes(emit, input, rank), layout))
  return { value: values.reduce(join), layout, mask: eitherMask(emit, inputs) }
}

/** What convolutions want, as soon as one of the inputs lies that way. */
function commonLayout(inputs: readonly Feature[]): Layout {
  return inputs.some(({ layout }) => layout === 'channelsFirst') ? 'channelsFirst' : 'channelsLast'
}

function inLayout(emit: Emit, input: Feature, layout: Layout): Value {
  return layout === 'channelsFirst' ? channelsFirst(emit, input) : channelsLast(emit, input)
}

/** As many axes as the others have, the new ones behind the batch. */
function withAxes(emit: Emit, input: Feature, rank: number): Feature {
  const [batch = 'batch', ...sizes] = input.value.type.shape
  const missing = Array.from({ length: rank - 1 - sizes.length }, () => 1)
  if (missing.length === 0) return input
  return { ...input, value: emit.op('reshape', [input.value], { shape: [batch, ...missing, ...sizes] }) }
}

/** As in Keras: a step counts if it counts in any input, and an input without a mask counts everywhere. a ∨ b = a + b − a·b. */
function eitherMask(emit: Emit, inputs: readonly Feature[]): Value | null {
  return inputs
    .map(({ mask }) => mask)
    .reduce((a, b) => {
      if (a === null || b === null) return null
      if (a === b) return a
      return emit.op('subtract', [emit.op('add', [a, b]), emit.op('multiply', [a, b])])
    })
}

export const mergingLayers: LayersOf<'add' | 'multiply' | 'concatenate'> = { add, multiply, concatenate }
