/** @file Ops that bring numbers to mean 0 and variance 1. */
import type { Value } from '../graph/graph'
import { floats, isSameShape, isSameType, type TensorType } from '../graph/tensorType'
import { requireTypes, type Emit, type Op, type OpsOf } from './op'
import type { NormalizationSignatures } from './signature/normalization'
import type { OpKind } from './signatures'

/** Statistics move by a rule of their own; no loss looks at them. */
const moments: Op<'moments'> = {
  kind: 'moments',
  inferTypes: ([x], { axis }) => {
    const channels = channelsOf('moments', x, axis)
    return [channels, channels]
  },
  gradient: 'forbidden',
}

/** With a = scale / √(variance + ε) and s = Σ d·(x − mean): a·d, −a·Σd, −½·a·s / (variance + ε), s / √(variance + ε), Σd. */
const normalize: Op<'normalize'> = {
  kind: 'normalize',
  inferTypes: ([x, ...vectors], { axis }) => {
    requireChannels('normalize', x, vectors, axis)
    return [x]
  },
  gradient: ({ emit, inputs: [x, mean, variance, scale], attributes: { axis, epsilon }, gradients: [d] }) => {
    const shifted = emit.op('add', [variance, emit.number(epsilon)])
    const inverse = emit.op('power', [shifted], { exponent: -0.5 })
    const factor = emit.op('multiply', [scale, inverse])
    const sum = (value: Value) => sumOverPlaces(emit, value, axis)
    const distance = emit.op('subtract', [x, alongAxis(emit, mean, x, axis)])
    const total = sum(d)
    const covered = sum(emit.op('multiply', [d, distance]))
    const pull = emit.op('multiply', [emit.op('multiply', [factor, covered]), emit.number(-0.5)])
    return [
      emit.op('multiply', [d, alongAxis(emit, factor, x, axis)]),
      emit.op('multiply', [emit.op('multiply', [factor, total]), emit.number(-1)]),
      emit.op('multiply', [pull, emit.op('power', [shifted], { exponent: -1 })]),
      emit.op('multiply', [covered, inverse]),
      total,
    ]
  },
}

const batchNorm: Op<'batchNorm'> = {
  kind: 'batchNorm',
  inferTypes: ([x, ...vectors], { axis }) => {
    requireChannels('batchNorm', x, vectors, axis)
    return [x]
  },
  gradient: ({ emit, inputs: [x, scale], attributes, gradients: [d] }) =>
    emit.node('batchNormGrad', [d, x, scale], attributes),
}

const batchNormGrad: Op<'batchNormGrad'> = {
  kind: 'batchNormGrad',
  inferTypes: ([d, x, scale], { axis }) => {
    requireTypes(isSameType(d, x), 'batchNormGrad', [d, x])
    requireChannels('batchNormGrad', x, [scale], axis)
    return [x, scale, scale]
  },
  gradient: 'forbidden',
}

const standardize: Op<'standardize'> = {
  kind: 'standardize',
  inferTypes: ([x]) => [x],
  gradient: ({ emit, inputs: [x], attributes, gradients: [d] }) => [
    emit.op('standardizeGrad', [d, x], attributes),
  ],
}

const standardizeGrad: Op<'standardizeGrad'> = {
  kind: 'standardizeGrad',
  inferTypes: ([d, x]) => {
    requireTypes(isSameType(d, x), 'standardizeGrad', [d, x])
    return [x]
  },
  gradient: 'forbidden',
}

const layerNorm: Op<'layerNorm'> = {
  kind: 'layerNorm',
  inferTypes: ([x, ...vectors]) => {
    requireChannels('layerNorm', x, vectors, x.shape.length - 1)
    return [x]
  },
  gradient: ({ emit, inputs: [x, scale], attributes, gradients: [d] }) =>
    emit.node('layerNormGrad', [d, x, scale], attributes),
}

const layerNormGrad: Op<'layerNormGrad'> = {
  kind: 'layerNormGrad',
  inferTypes: ([d, x, scale]) => {
    requireTypes(isSameType(d, x), 'layerNormGrad', [d, x])
    requireChannels('layerNormGrad', x, [scale], x.shape.length - 1)
    return [x, scale, scale]
  },
  gradient: 'forbidden',
}

/** @returns the type of a number a channel. */
function channelsOf(kind: OpKind, x: TensorType, axis: number): TensorType {
  const size = x.shape[axis]
  requireTypes(typeof size === 'number' && x.shape.length > 1, kind, [x])
  return floats(Number(size))
}

function requireChannels(kind: OpKind, x: TensorType, vectors: readonly TensorType[], axis: number): void {
  const { shape } = channelsOf(kind, x, axis)
  requireTypes(
    vectors.every((vector) => isSameShape(vector.shape, shape)),
    kind,
    [x, ...vectors],
  )
}

/** A number a channel as it broadcasts against x. */
function alongAxis(emit: Emit, vector: Value, x: Value, axis: number): Value {
  const behind = x.type.shape.length - 1 - axis
  if (behind === 0) return vector
  return emit.op('reshape', [vector], {
    shape: [...vector.type.shape, ...Array.from({ length: behind }, () => 1)],
  })
}

function sumOverPlaces(emit: Emit, value: Value, axis: number): Value {
  const { shape } = value.type
  const kept = shape.map((size, index) => (index === axis ? size : 1)).slice(axis)
  return emit.op('reshape', [emit.op('sumTo', [value], { shape: kept })], { shape: [shape[axis] ?? 1] })
}

export const normalizationOps: OpsOf<NormalizationSignatures> = {
  moments,
  normalize,
  batchNorm,
  batchNormGrad,
  standardize,
  standardizeGrad,
  layerNorm,
  layerNormGrad,
}
