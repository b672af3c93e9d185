import { Tensor } from 'onnxruntime-node'
import { TRAIN_INPUTS, type TrainingGraph } from '../../../../compiler'
import type { Chunk } from '../../shared/chunk'
import { scalar } from '../../shared/tensors'
import type { Tensors } from '../../shared/tensors'
import { join } from './populationState'

/**
 * What no step changes, of all members: data once, numbers [members], tables of noise one behind the other.
 * @param own `rowFeeds` and `constantFeeds` of each
 */
export function joinConstants(own: readonly Tensors[], { settings, masks }: TrainingGraph): Tensors {
  const feeds: Record<string, Tensor> = { ...own[0] }
  for (const { name } of settings) feeds[name] = join(own.map((tensors) => tensors[name]))
  for (const { name } of masks) {
    const { data, dims } = join(own.map((tensors) => tensors[name]))
    const [members = 1, rows = 1, ...width] = dims
    feeds[name] = new Tensor('float32', data as Float32Array, [members * rows, ...width])
  }
  return feeds
}

/** Chunks of equal size, a line of each member after the other in every step. */
export function joinChunks(chunks: readonly Chunk[], poolRows: number): Tensors {
  const [first] = chunks
  if (first === undefined) return {}
  const { steps, batchSize } = first
  const lines = (parts: readonly Int32Array[]): Tensor =>
    new Tensor('int32', interleave(parts, { steps, width: batchSize }), [steps, chunks.length, batchSize])
  const noise = chunks.flatMap((chunk, member) => chunk.noise?.map((row) => row + member * poolRows) ?? [])
  return {
    [TRAIN_INPUTS.stepCount]: new Tensor('int64', BigInt64Array.of(BigInt(steps)), []),
    [TRAIN_INPUTS.order]: lines(chunks.map(({ order }) => order)),
    [TRAIN_INPUTS.batchReciprocal]: scalar(1 / batchSize),
    ...(noise.length > 0 ? { [TRAIN_INPUTS.noise]: lines(noise) } : {}),
    ...Object.fromEntries(
      Object.keys(first.schedules).map((name) => {
        const numbers = chunks.map(({ schedules }) => schedules[name] ?? new Float32Array(steps))
        const shape = [steps, chunks.length]
        return [name, new Tensor('float32', interleave(numbers, { steps, width: 1 }), shape)]
      }),
    ),
  }
}

/** @returns the numbers of one member, of numbers a step and member. */
export function pickMember(numbers: Float32Array, index: number, members: number): Float32Array {
  return Float32Array.from(
    { length: numbers.length / members },
    (_, step) => numbers[step * members + index] ?? NaN,
  )
}

function interleave<Numbers extends Int32Array | Float32Array>(
  parts: readonly Numbers[],
  { steps, width }: { readonly steps: number; readonly width: number },
): Numbers {
  const [first] = parts
  const length = steps * parts.length * width
  const lines = first instanceof Int32Array ? new Int32Array(length) : new Float32Array(length)
  for (let step = 0; step < steps; step++) {
    for (const [index, part] of parts.entries()) {
      lines.set(part.subarray(step * width, (step + 1) * width), (step * parts.length + index) * width)
    }
  }
  return lines as Numbers
}
