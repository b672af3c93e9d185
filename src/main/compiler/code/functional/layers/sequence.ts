/** @file Tokens, padding, and layers that go from step to step. */
import type { LayerSpecOf } from '../../../layers/layer'
import type { Code } from '../dialect'
import { TRAINING, type Flow } from '../sketch'
import { flow, type LayerCalls, type LayerSite, weight } from './layerCall'

type Recurrent = LayerSpecOf<'simpleRnn' | 'gru' | 'lstm'>

function recurrent(spec: Recurrent, site: LayerSite): Flow {
  const { sketch, input, place } = site
  const { merge, returnSequences, direction } = spec
  const passes = direction === 'both' ? (['', 'backward'] as const) : ([''] as const)
  const results = passes.map((pass) => {
    const isBackward = direction === 'backward' || pass === 'backward'
    const states = runPass(spec, site, { pass, isBackward })
    const last = isBackward ? 0 : (place.inputShape[0] ?? 1) - 1
    return returnSequences ? states : sketch.call('stepAt', states, last)
  })
  const [first = input.value, second] = results
  const joins = { concat: 'concatenate', multiply: 'multiplyAll', sum: 'addAll', average: 'average' } as const
  const value = second ? sketch.call(joins[merge], [first, second]) : first
  return flow(value, returnSequences ? input.mask : null)
}

function runPass(
  spec: Recurrent,
  site: LayerSite,
  { pass, isBackward }: { readonly pass: '' | 'backward'; readonly isBackward: boolean },
): Code {
  const { sketch, input } = site
  const own = (name: string): Code =>
    weight(site, spec, pass === '' ? name : `backward${name[0]?.toUpperCase() ?? ''}${name.slice(1)}`)
  const x = spec.rate > 0 ? sketch.call('dropout', input.value, spec.rate, [1], TRAINING) : input.value
  const gates = spec.kind === 'simpleRnn' ? [] : [sketch.activation(spec.recurrentActivation)]
  const form = spec.kind === 'gru' ? [spec.resetAfter] : []
  return sketch.call(
    spec.kind,
    ...[x, own('kernel'), own('recurrentKernel'), spec.useBias ? own('bias') : null],
    ...[input.mask, isBackward, sketch.activation(spec.activation), ...gates, ...form],
    ...[spec.recurrentRate, TRAINING],
  )
}

export const sequenceCalls: LayerCalls<'embedding' | 'masking' | 'simpleRnn' | 'gru' | 'lstm'> = {
  embedding: (spec, site) => {
    const { sketch, input, place } = site
    const mask =
      spec.maskZero && place.inputShape.length === 1 ? sketch.call('tokenMask', input.value) : input.mask
    return flow(
      sketch.call('embedding', weight(site, spec, 'kernel'), input.value),
      mask && sketch.name(`mask_${spec.id}`, mask),
    )
  },
  masking: ({ id, value }, { sketch, input }) => {
    const mask = sketch.name(`mask_${id}`, sketch.call('stepMask', input.value, value))
    return flow(sketch.call('masked', input.value, mask), mask)
  },
  simpleRnn: recurrent,
  gru: recurrent,
  lstm: recurrent,
}
