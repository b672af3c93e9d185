/** @file Batch normalisation (Ioffe and Szegedy 2015), with the running statistics that prediction uses. */
import type { Value } from '../graph/graph'
import type { Emit } from '../ops/op'
import { withValue } from './feature'
import type { Layer, LayerContext } from './layer'
import { plainParameter } from './parameter'
import { scaleAndCenter, scaleParameters } from './scaleAndCenter'

/** Keeps a batch of padding alone from dividing by zero, as Keras does. */
const LEAST_COUNT = 1e-7

export const batchNorm: Layer<'batchNorm'> = {
  kind: 'batchNorm',
  outputShape: (_spec, { inputShape }) => inputShape,
  parameters: (spec, { inputShape }) => {
    const channels = inputShape.slice(-1)
    return [
      ...scaleParameters(spec, channels[0] ?? 1),
      plainParameter(`${spec.id}/mean`, channels, { isTrained: false }),
      plainParameter(`${spec.id}/variance`, channels, { value: 1, isTrained: false }),
    ]
  },
  build: (spec, context) => {
    const { emit, input, isTraining, parameter } = context
    const [scale, center] = scaleAndCenter(spec, context)
    const x = input.value
    const axis = input.layout === 'channelsFirst' ? 1 : x.type.shape.length - 1
    const attributes = { axis, epsilon: spec.epsilon }
    if (!isTraining) {
      const running = [parameter(`${spec.id}/mean`), parameter(`${spec.id}/variance`)] as const
      return withValue(input, emit.op('normalize', [x, ...running, scale, center], attributes))
    }
    if (input.mask && axis === 2) {
      const statistics = maskedMoments(emit, x, input.mask)
      moveStatistics(spec, context, statistics)
      return withValue(
        input,
        normalizeMasked(emit, x, { ...statistics, scale, center, epsilon: spec.epsilon }),
      )
    }
    const value = emit.op('batchNorm', [x, scale, center], attributes)
    const [mean, variance] = emit.node('moments', [x], { axis })
    moveStatistics(spec, context, { mean, variance })
    return withValue(input, value)
  },
}

interface Statistics {
  readonly mean: Value
  readonly variance: Value
}

/** running ← momentum · running + (1 − momentum) · that of the batch; the variance is the biased one, as in Keras. */
function moveStatistics(
  { id, momentum }: { readonly id: string; readonly momentum: number },
  { emit, parameter, update }: LayerContext,
  statistics: Statistics,
): void {
  for (const key of ['mean', 'variance'] as const) {
    const kept = emit.op('multiply', [parameter(`${id}/${key}`), emit.number(momentum)])
    const added = emit.op('multiply', [statistics[key], emit.number(1 - momentum)])
    update(`${id}/${key}`, emit.op('add', [kept, added]))
  }
}

/** Of the steps that count, as vectors. */
function maskedMoments(emit: Emit, x: Value, mask: Value): Statistics {
  const [batch = 'batch', steps = 1, channels = 1] = x.type.shape
  const counts = emit.op('reshape', [mask], { shape: [batch, steps, 1] })
  const count = emit.op('add', [emit.op('sumTo', [counts], { shape: [] }), emit.number(LEAST_COUNT)])
  const share = emit.op('power', [count], { exponent: -1 })
  const meanOf = (value: Value): Value => {
    const sum = emit.op('sumTo', [emit.op('multiply', [value, counts])], { shape: [channels] })
    return emit.op('multiply', [sum, share])
  }
  const mean = meanOf(x)
  const distance = emit.op('subtract', [x, mean])
  return { mean, variance: meanOf(emit.op('multiply', [distance, distance])) }
}

interface Scaling extends Statistics {
  readonly scale: Value
  readonly center: Value
  readonly epsilon: number
}

function normalizeMasked(emit: Emit, x: Value, { mean, variance, scale, center, epsilon }: Scaling): Value {
  const shifted = emit.op('add', [variance, emit.number(epsilon)])
  const factor = emit.op('multiply', [scale, emit.op('power', [shifted], { exponent: -0.5 })])
  const scaled = emit.op('multiply', [emit.op('subtract', [x, mean]), factor])
  return emit.op('add', [scaled, center])
}
