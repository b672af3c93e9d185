/** @file Attention as a layer: of steps to themselves, or to the steps of another input. */
import type { Value } from '../graph/graph'
import type { Emit } from '../ops/op'
import { attend, attentionParameters } from './attend'
import { withValue, type Feature } from './feature'
import type { Layer, LayerPlace } from './layer'
import { formatShape, wrongRank, type Misfit } from './misfit'

/** One input is all three; two are queries and values; three are queries, values and keys. */
function partsOf<T>([query, value, key]: readonly T[], absent: T) {
  const values = value ?? query ?? absent
  return { query: query ?? absent, value: values, key: key ?? values }
}

/** A key leads to a value. */
function unequalSteps({ inputShapes }: LayerPlace): Misfit | null {
  const { value, key } = partsOf(inputShapes, [])
  return value[0] === key[0]
    ? null
    : { reason: 'unequalShapes', expected: formatShape(value), found: formatShape(key) }
}

/** A step that is padding as a key or as a value is not looked at. */
function bothCount(emit: Emit, { mask: a }: Feature, { mask: b }: Feature): Value | null {
  return a === null || b === null || a === b ? (a ?? b) : emit.op('multiply', [a, b])
}

export const multiHeadAttention: Layer<'multiHeadAttention'> = {
  kind: 'multiHeadAttention',
  reads: { least: 1, most: 3 },
  misfit: (_spec, place) => wrongRank(place, 2) ?? unequalSteps(place),
  outputShape: (_spec, { inputShape }) => inputShape,
  parameters: (spec, { inputShapes }) => {
    const { query, value, key } = partsOf(inputShapes, [])
    const width = (shape: readonly number[]) => shape.at(-1) ?? 1
    return attentionParameters(spec, { query: width(query), value: width(value), key: width(key) })
  },
  build: (spec, context) => {
    const { query, value, key } = partsOf<Feature>(context.inputs, context.input)
    const result = attend(spec, context, {
      query: query.value,
      value: value.value,
      key: key.value,
      queryMask: query.mask,
      keyMask: bothCount(context.emit, value, key),
    })
    return withValue(query, result)
  },
}
