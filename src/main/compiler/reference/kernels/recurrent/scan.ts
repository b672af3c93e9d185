/** @file One step after the other. */
import { invariant } from '../../../../../shared/errors/appError'
import { graphOf } from '../../../graph/stepGraph'
import type { ScanAttributes } from '../../../ops/signature/recurrent'
import type { Tensor } from '../../tensor'
import type { Evaluate } from '../kernel'
import { itemOf, stack } from './steps'

export function scan(inputs: readonly Tensor[], attributes: ScanAttributes, evaluate: Evaluate): Tensor[] {
  const { step, stateCount, sequenceCount, isBackward } = attributes
  const sequences = inputs.slice(stateCount, stateCount + sequenceCount)
  const constants = inputs.slice(stateCount + sequenceCount)
  const count = sequences[0]?.shape[0] ?? 0
  const results = step.outputs.slice(stateCount).map((): Tensor[] => [])
  let states = inputs.slice(0, stateCount)
  for (let done = 0; done < count; done++) {
    const at = isBackward ? count - 1 - done : done
    const given = [...states, ...sequences.map((sequence) => itemOf(sequence, at)), ...constants]
    const made = evaluate(
      graphOf(step),
      new Map(step.inputs.map(({ name }, index) => [name, found(given[index])])),
    )
    const values = step.outputs.map(({ name }) => found(made.get(name)))
    states = values.slice(0, stateCount)
    results.forEach((items, index) => (items[at] = found(values[stateCount + index])))
  }
  return [...states, ...results.map(stack)]
}

function found(tensor: Tensor | undefined): Tensor {
  invariant(tensor, 'a step has all that it reads and makes')
  return tensor
}
