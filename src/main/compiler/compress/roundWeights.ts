/** @file Weights as whole numbers of eight bits, with a scale a channel. */
import type { FloatTensor } from './nodes'

export interface RoundedWeights {
  readonly values: Int8Array
  /** One an index of the axis. */
  readonly scales: Float32Array
}

/**
 * Symmetric, per channel: q = round(w / s), s = max|w| / levels over all weights of the channel (Krishnamoorthi 2018,
 * arXiv:1806.08342, section 3.1.1). Zero stays zero, so that what was pruned stays pruned.
 * @param axis along which channels lie
 * @param levels largest whole number, at most 127
 */
export function roundWeights({ shape, values }: FloatTensor, axis: number, levels: number): RoundedWeights {
  const channels = shape[axis] ?? 1
  const inner = shape.slice(axis + 1).reduce((product, size) => product * size, 1)
  const channelOf = (index: number): number => Math.floor(index / inner) % channels
  const largest = new Float32Array(channels)
  for (let index = 0; index < values.length; index++) {
    const channel = channelOf(index)
    largest[channel] = Math.max(largest[channel] ?? 0, Math.abs(values[index] ?? 0))
  }
  // A channel of zeros has any scale but zero.
  const scales = largest.map((most) => (most === 0 ? 1 : most / levels))
  const rounded = new Int8Array(values.length)
  for (let index = 0; index < values.length; index++) {
    rounded[index] = Math.round((values[index] ?? 0) / (scales[channelOf(index)] ?? 1))
  }
  return { values: rounded, scales }
}
