/** @file Recurrent layers in TensorFlow.js, step by step: with any activation, padding, and either form of the reset gate. */
import type { TensorFlowFunctions } from './helpers'

export const recurrentFunctions = {
  overSteps: {
    needs: ['noise', 'stepAt'],
    text: `
type Activation = (x: Tensor) => Tensor

interface Steps {
  x: Tensor
  units: number
  mask: Tensor | null
  isBackward: boolean
  rate: number
  training: boolean
  states: number
  step: (now: Tensor, states: Tensor[], seen: Tensor) => Tensor[]
}

/** The first state after every step, at its place; padding repeats the one before it. */
function overSteps({ x, units, mask, isBackward, rate, training, states, step }: Steps): Tensor {
  const [rows, length] = x.shape as [number, number]
  let held: Tensor[] = Array.from({ length: states }, () => tf.zeros([rows, units]))
  const dropped = training && rate > 0 ? noise([rows, units], rate) : null
  const given: Tensor[] = []
  for (let turn = 0; turn < length; turn++) {
    const at = isBackward ? length - 1 - turn : turn
    let after = step(stepAt(x, at), held, dropped === null ? held[0]! : tf.mul(held[0]!, dropped))
    if (mask !== null) {
      const counts = tf.slice(mask, [0, at], [rows, 1])
      after = after.map((state, index) =>
        tf.add(tf.mul(counts, state), tf.mul(tf.sub(1, counts), held[index]!)),
      )
    }
    held = after
    given[at] = held[0]!
  }
  return tf.stack(given, 1)
}`,
  },
  stepAt: {
    text: `
function stepAt(x: Tensor, at: number): Tensor {
  const [rows, , width] = x.shape as [number, number, number]
  return tf.reshape(tf.slice(x, [0, at, 0], [rows, 1, width]), [rows, width])
}`,
  },
  simpleRnn: {
    needs: ['dense', 'overSteps'],
    text: `
function simpleRnn(
  x: Tensor, kernel: Tensor, recurrent: Tensor, bias: Tensor | null, mask: Tensor | null,
  isBackward: boolean, activation: Activation, rate: number, training: boolean,
): Tensor {
  const step = (now: Tensor, _: Tensor[], seen: Tensor): Tensor[] => [
    activation(tf.add(now, tf.matMul(seen, recurrent))),
  ]
  const units = recurrent.shape[0]!
  return overSteps({ x: dense(x, kernel, bias), units, mask, isBackward, rate, training, states: 1, step })
}`,
  },
  lstm: {
    needs: ['dense', 'overSteps'],
    text: `
function lstm(
  x: Tensor, kernel: Tensor, recurrent: Tensor, bias: Tensor | null, mask: Tensor | null,
  isBackward: boolean, activation: Activation, gate: Activation, rate: number, training: boolean,
): Tensor {
  const step = (now: Tensor, states: Tensor[], seen: Tensor): Tensor[] => {
    const [enter, forget, change, leave] = tf.split(tf.add(now, tf.matMul(seen, recurrent)), 4, -1)
    const memory = tf.add(tf.mul(gate(forget!), states[1]!), tf.mul(gate(enter!), activation(change!)))
    return [tf.mul(gate(leave!), activation(memory)), memory]
  }
  const units = recurrent.shape[0]!
  return overSteps({ x: dense(x, kernel, bias), units, mask, isBackward, rate, training, states: 2, step })
}`,
  },
  gru: {
    needs: ['dense', 'overSteps'],
    text: `
function gru(
  x: Tensor, kernel: Tensor, recurrent: Tensor, bias: Tensor | null, mask: Tensor | null,
  isBackward: boolean, activation: Activation, gate: Activation, resetAfter: boolean,
  rate: number, training: boolean,
): Tensor {
  const units = recurrent.shape[0]!
  const row = (at: number): Tensor | null =>
    bias === null ? null : resetAfter ? tf.reshape(tf.slice(bias, [at, 0], [1, 3 * units]), [3 * units]) : bias
  const [keepKernel, resetKernel, changeKernel] = tf.split(recurrent, 3, -1)
  const step = (now: Tensor, states: Tensor[], seen: Tensor): Tensor[] => {
    const [nowKeep, nowReset, nowChange] = tf.split(now, 3, -1)
    const inner = resetAfter
      ? tf.split(dense(seen, recurrent, row(1)), 3, -1)
      : [tf.matMul(seen, keepKernel!), tf.matMul(seen, resetKernel!)]
    const keep = gate(tf.add(nowKeep!, inner[0]!))
    const reset = gate(tf.add(nowReset!, inner[1]!))
    const remembered = resetAfter
      ? tf.mul(reset, inner[2]!)
      : tf.matMul(tf.mul(reset, seen), changeKernel!)
    const change = activation(tf.add(nowChange!, remembered))
    return [tf.add(tf.mul(keep, states[0]!), tf.mul(tf.sub(1, keep), change))]
  }
  const given = dense(x, kernel, row(0))
  return overSteps({ x: given, units, mask, isBackward, rate, training, states: 1, step })
}`,
  },
} satisfies TensorFlowFunctions
