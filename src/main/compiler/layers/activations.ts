/** @file The activations by name, as ops. */
import type { ActivationName } from '../../../shared/domain/modelSpec'
import type { Value } from '../graph/graph'
import type { Emit } from '../ops/op'
import { channelsLast, feature, withValue, type Feature } from './feature'

/** Slope of `leakyRelu` below zero, as Keras has it. */
const LEAKY_SLOPE = 0.2

const ACTIVATION_RULES: Record<ActivationName, (emit: Emit, x: Value) => Value> = {
  linear: (_emit, x) => x,
  relu: (emit, x) => emit.op('relu', [x]),
  relu6: (emit, x) => emit.op('clip', [emit.op('relu', [x])], { limit: 6 }),
  leakyRelu: (emit, x) => emit.op('leakyRelu', [x], { slope: LEAKY_SLOPE }),
  elu: (emit, x) => emit.op('elu', [x]),
  selu: (emit, x) => emit.op('selu', [x]),
  gelu,
  silu: (emit, x) => emit.op('multiply', [x, emit.op('sigmoid', [x])]),
  tanh: (emit, x) => emit.op('tanh', [x]),
  sigmoid: (emit, x) => emit.op('sigmoid', [x]),
  softplus: (emit, x) => emit.op('softplus', [x]),
  softmax: (emit, x) => emit.op('softmax', [x]),
}

export function activate(emit: Emit, name: ActivationName, x: Value): Value {
  return ACTIVATION_RULES[name](emit, x)
}

/** The same for what flows between layers. Softmax goes along the channels. */
export function activateFeature(emit: Emit, name: ActivationName, input: Feature): Feature {
  return name === 'softmax'
    ? feature(emit.op('softmax', [channelsLast(emit, input)]), input.mask)
    : withValue(input, activate(emit, name, input.value))
}

/** x · Φ(x) with Φ(x) = ½(1 + erf(x/√2)), the exact form of Hendrycks and Gimpel 2016. */
function gelu(emit: Emit, x: Value): Value {
  const error = emit.op('erf', [emit.op('multiply', [x, emit.number(Math.SQRT1_2)])])
  const doubled = emit.op('add', [error, emit.number(1)])
  return emit.op('multiply', [emit.op('multiply', [x, emit.number(0.5)]), doubled])
}
