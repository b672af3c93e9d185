/** @file Every activation at a few points, from its definition. */
import { describe, expect, it } from 'vitest'
import { ACTIVATIONS, type ActivationName } from '../../../shared/domain/modelSpec'
import { GraphBuilder } from '../graph/graphBuilder'
import { floats } from '../graph/tensorType'
import { evaluateGraph } from '../reference/evaluateGraph'
import { tensor } from '../reference/tensor'
import { activate } from './activations'

const POINTS = [-2, 0, 1]
/** At −2, 0 and 1; computed apart, to six digits. */
const EXPECTED: Record<ActivationName, readonly number[]> = {
  linear: [-2, 0, 1],
  relu: [0, 0, 1],
  relu6: [0, 0, 1],
  leakyRelu: [-0.4, 0, 1],
  elu: [-0.864665, 0, 1],
  selu: [-1.520167, 0, 1.050701],
  gelu: [-0.0455, 0, 0.841345],
  silu: [-0.238406, 0, 0.731059],
  tanh: [-0.964028, 0, 0.761594],
  sigmoid: [0.119203, 0.5, 0.731059],
  softplus: [0.126928, 0.693147, 1.313262],
  softmax: [0.035119, 0.259496, 0.705385],
}

describe('activate', () => {
  it.each(ACTIVATIONS)('%s', (name) => {
    const builder = new GraphBuilder()
    const x = builder.input('x', 'rows', floats(3))
    builder.output('y', activate(builder, name, x))
    const results = evaluateGraph(builder.build(), new Map([['x', tensor([3], POINTS)]]))
    EXPECTED[name].forEach((value, index) => expect(results.get('y')?.values[index]).toBeCloseTo(value, 5))
  })
})
