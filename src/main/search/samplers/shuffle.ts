/** @file A random order of 0 … size − 1 that is made only as far as it is read, so that size does not matter. */
import { createRandom, type Random } from '../../../shared/util/random'

/** @returns a function from a position (from 0) to its item: a Fisher–Yates shuffle whose untouched items are implied. */
export function createShuffle(size: bigint, seed: number): (position: number) => bigint {
  const random = createRandom(seed)
  const moved = new Map<bigint, bigint>()
  const order: bigint[] = []
  return (position) => {
    while (order.length <= position && BigInt(order.length) < size) {
      const here = BigInt(order.length)
      const there = here + integerBelow(random, size - here)
      order.push(moved.get(there) ?? there)
      moved.set(there, moved.get(here) ?? here)
      moved.delete(here)
    }
    return order[position] ?? 0n
  }
}

/** Draws 64 bits more than `bound` has, so that the remainder's bias is below 2^−64. */
function integerBelow(random: Random, bound: bigint): bigint {
  let word = 0n
  for (let reach = 1n; reach < bound << 64n; reach <<= 32n) {
    word = (word << 32n) | BigInt(random.integer(2 ** 32))
  }
  return word % bound
}
