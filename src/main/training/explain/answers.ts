/** @file A trained network that answers any rows, opened once. */
import { Tensor } from 'onnxruntime-node'
import { compilePrediction, rowsName } from '../../compiler'
import type { PreparedMeta } from '../../../shared/domain/preparedMeta'
import type { Asked } from '../asking/askTrained'
import { floatsOf } from '../runners/shared/tensors'
import { openSession } from '../runners/onnx/session'
import type { InputRows } from '../types'

/** Row-major values of every input by name. */
export type NetworkRows = ReadonlyMap<string, InputRows>

export interface Answers {
  /** What is told of a row: a probability a class, or the number in the unit of the target. */
  readonly labels: readonly string[]
  /** @returns what the network puts out, as metrics read it: [rows, outputs]. */
  predict(rows: NetworkRows, count: number): Promise<Float32Array>
  /** @returns [rows, labels] of what `predict` gave. */
  toAnswers(predictions: Float32Array): Float64Array
  dispose(): Promise<void>
}

export async function openAnswers({ request, weights, meta }: Asked): Promise<Answers> {
  const { plan, program } = compilePrediction(request)
  const session = await openSession(program, { device: 'cpu', threads: 1 })
  return {
    ...answersOf(meta),
    async predict(rows, count) {
      const feeds = plan.inputs.map((input) => {
        const values = rows.get(input.name) ?? new Float32Array(0)
        return [rowsName(input), toTensor(values, [count, ...input.shape], input.kind === 'tokens')] as const
      })
      const answer = await session.run({ ...weights, ...Object.fromEntries(feeds) })
      return Float32Array.from(floatsOf(answer['predictions']))
    },
    dispose: () => session.release(),
  }
}

export function toTensor(values: InputRows, dims: readonly number[], isTokens: boolean): Tensor {
  return isTokens
    ? new Tensor('int32', Int32Array.from(values), dims)
    : new Tensor('float32', Float32Array.from(values), dims)
}

/** What the outputs of a network mean to people. */
export function answersOf({ fitted }: Pick<PreparedMeta, 'fitted'>): Pick<Answers, 'labels' | 'toAnswers'> {
  const { output, targetCenter, targetScale, target } = fitted
  if (output.kind === 'number') {
    return {
      labels: [target],
      toAnswers: (values) => Float64Array.from(values, (value) => value * targetScale + targetCenter),
    }
  }
  return {
    labels: output.labels,
    toAnswers: (values) => (output.labels.length === 2 ? bothShares(values) : Float64Array.from(values)),
  }
}

/** One number of two classes is the share of the second; two are shares already. */
function bothShares(values: Float32Array): Float64Array {
  const shares = new Float64Array(values.length * 2)
  values.forEach((value, row) => {
    shares[2 * row] = 1 - value
    shares[2 * row + 1] = value
  })
  return shares
}
