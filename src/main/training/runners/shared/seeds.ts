/** Streams of the run's seed, so that one use of randomness does not shift another. */
const WEIGHT_STREAM = 1
const MASK_STREAM = 2

export function weightSeed(seed: number): number {
  return streamSeed(seed, WEIGHT_STREAM)
}

export function maskSeed(seed: number): number {
  return streamSeed(seed, MASK_STREAM)
}

/** Seeds are 32-bit integers; a stream is any small one. */
function streamSeed(seed: number, stream: number): number {
  return seed * 8 + stream
}
