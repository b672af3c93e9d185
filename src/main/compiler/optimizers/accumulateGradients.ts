/**
 * @file Several batches a step: their gradients are added up, and one update is made with their mean, as
 * `gradient_accumulation_steps` of Keras does it. What an epoch leaves over counts on in the next one; what the last one
 * leaves over is dropped. Every batch weighs the same, also a smaller one; the learning rate is that of the last one.
 */
import type { Value } from '../graph/graph'
import type { Emit } from '../ops/op'
import type { Optimizer, StepNumber } from './optimizer'

const GRADIENT_SUM = 'gradientSum'

/** Sums the gradients in a slot of their own, the last one, and counts steps instead of batches. */
export function accumulating(optimizer: Optimizer, batches: number): Optimizer {
  const ofStep = ({ changes, at }: StepNumber): StepNumber => ({
    changes,
    at: (state) => at({ ...state, step: Math.ceil(state.step / batches) }),
  })
  const numbers = Object.entries(optimizer.numbers).map(([name, number]) => [name, ofStep(number)])
  return {
    ...optimizer,
    slots: [...optimizer.slots, GRADIENT_SUM],
    numbers: {
      ...(Object.fromEntries(numbers) as Optimizer['numbers']),
      stepEnds: { changes: 'every step', at: ({ step }) => Number(step % batches === 0) },
    },
  }
}

export interface BatchGradients {
  /** Of this batch, one a group. */
  readonly gradients: readonly Value[]
  /** What a step carries, a list a group: weights, slots, and the sum of gradients last. */
  readonly carried: readonly (readonly Value[])[]
  readonly batches: number
  /** 1 at the last batch of a step, else 0. */
  readonly stepEnds: Value
}

export interface Accumulation {
  /** The mean over the batches of a step, one a group; only at its last batch. */
  readonly gradients: readonly Value[]
  /** @returns what group `index` carries on: `next` where a step ends, else what it carried before. */
  readonly carryOn: (index: number, next: readonly Value[]) => readonly Value[]
}

export function accumulateGradients(
  emit: Emit,
  { gradients, carried, batches, stepEnds }: BatchGradients,
): Accumulation {
  const goesOn = emit.op('subtract', [emit.number(1), stepEnds])
  const sums = gradients.map((gradient, index) =>
    emit.op('add', [gradient, carried[index]?.at(-1) ?? gradient]),
  )
  return {
    gradients: sums.map((sum) => emit.op('multiply', [sum, emit.number(1 / batches)])),
    carryOn: (index, next) => {
      const settled = next.map((value, place) =>
        emit.op('select', [stepEnds, value, carried[index]?.[place] ?? value]),
      )
      return [...settled, ...sums.slice(index, index + 1).map((sum) => emit.op('multiply', [sum, goesOn]))]
    },
  }
}
