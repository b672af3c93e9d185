/** @file Attention, the block of a transformer, and where a step stands. */
import type { LayerSpecOf } from '../../../layers/layer'
import { BLOCK_EPSILON } from '../../../layers/transformerBlock'
import type { Code } from '../dialect'
import { TRAINING, type Flow, type Sketch } from '../sketch'
import { kept, type LayerCalls, type LayerSite, weight } from './layerCall'

interface Attended {
  readonly id: string
  /** Queries, then values, then keys; what is absent is as the one before it. */
  readonly flows: readonly [Flow, ...Flow[]]
  readonly useBias: boolean
}

function attention(
  spec: LayerSpecOf<'multiHeadAttention' | 'transformerBlock'>,
  sketch: Sketch,
  { id, flows, useBias }: Attended,
): Code {
  const [query, value = query, key = value] = flows
  const weights = (['query', 'key', 'value', 'output'] as const).map((part) => [
    sketch.weight(`${id}/${part}/kernel`),
    useBias ? sketch.weight(`${id}/${part}/bias`) : null,
  ])
  return sketch.call(
    'attention',
    ...[query.value, key.value, value.value, weights],
    ...[query.mask, bothMask(sketch, value.mask, key.mask), spec.isCausal, spec.rate, TRAINING],
  )
}

/** A step that is padding as a key or as a value is not looked at. */
function bothMask(sketch: Sketch, a: Code | null, b: Code | null): Code | null {
  return a === null || b === null || a.code === b.code ? (a ?? b) : sketch.call('bothMask', a, b)
}

function block(spec: LayerSpecOf<'transformerBlock'>, { sketch, input }: LayerSite): Flow {
  const { id, rate, normFirst } = spec
  const norm = (name: string, x: Code): Code =>
    sketch.call(
      'layerNorm',
      ...[x, sketch.weight(`${id}/${name}/scale`), sketch.weight(`${id}/${name}/center`), BLOCK_EPSILON],
    )
  const dense = (name: string, x: Code): Code =>
    sketch.call(
      'dense',
      ...[x, sketch.weight(`${id}/network/${name}/kernel`), sketch.weight(`${id}/network/${name}/bias`)],
    )
  const drop = (x: Code): Code => (rate > 0 ? sketch.call('dropout', x, rate, [], TRAINING) : x)
  const half = (x: Code, name: string, act: (x: Code) => Code): Code => {
    const seen = normFirst ? sketch.name(`${name}Of_${id}`, norm(name, x)) : x
    const sum = sketch.name(`${name}Sum_${id}`, sketch.call('addAll', [x, drop(act(seen))]))
    return normFirst ? sum : sketch.name(`${name}Of_${id}`, norm(name, sum))
  }
  const look = (x: Code): Code =>
    attention(spec, sketch, {
      ...{ id: `${id}/attention`, useBias: true },
      flows: [{ value: x, mask: input.mask }],
    })
  const think = (x: Code): Code => dense('output', sketch.activate(spec.activation, dense('hidden', x)))
  return kept(half(half(input.value, 'attentionNorm', look), 'networkNorm', think), input)
}

export const attentionCalls: LayerCalls<'multiHeadAttention' | 'transformerBlock' | 'positionalEncoding'> = {
  multiHeadAttention: (spec, { sketch, inputs, input }) =>
    kept(
      attention(spec, sketch, { id: spec.id, flows: [input, ...inputs.slice(1)], useBias: spec.useBias }),
      input,
    ),
  transformerBlock: block,
  positionalEncoding: (spec, site) => {
    const { sketch, input, place } = site
    const [steps = 1, channels = 1] = place.inputShape
    const positions =
      spec.method === 'learnt' ? weight(site, spec, 'positions') : sketch.call('sinusoids', steps, channels)
    return kept(sketch.call('addPositions', input.value, positions), input)
  },
}
