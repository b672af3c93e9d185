/** @file A small seeded generator whose whole state is four integers, so that it can be stored and resumed. */

/** State of a generator: four unsigned 32-bit integers, not all zero. */
export type RandomState = readonly [number, number, number, number]

/** A source of reproducible random numbers. */
export interface Random {
  /** @returns a float in [0, 1) with 32 bits of randomness. */
  next(): number
  /** @returns an integer in [0, bound); `bound` must be a positive integer up to 2^32. */
  integer(bound: number): number
  /** @returns a standard normal value (Marsaglia's polar method). */
  normal(): number
  /** Shuffles in place (Fisher–Yates) and returns the same array. */
  shuffle<T extends { length: number; [index: number]: unknown }>(items: T): T
  /** @returns the state to hand to `resumeRandom`. */
  state(): RandomState
}

/** Creates a generator from any integers: equal seeds give equal sequences, `(1, 2)` differs from `(2, 1)`. */
export function createRandom(...seeds: readonly number[]): Random {
  let mix = 0x9e3779b9
  for (const seed of seeds) mix = splitMix32((mix ^ seed) >>> 0).value ^ Math.floor(seed / 2 ** 32)
  const words: number[] = []
  let state = mix >>> 0
  for (let index = 0; index < 4; index++) {
    const step = splitMix32(state)
    state = step.state
    words.push(step.value)
  }
  return resumeRandom([words[0] ?? 1, words[1] ?? 2, words[2] ?? 3, words[3] ?? 4])
}

/** Continues a generator from a stored state: xoshiro128++ 1.0 (Blackman and Vigna, prng.di.unimi.it). */
export function resumeRandom(from: RandomState): Random {
  let [a, b, c, d] = from
  const nextWord = (): number => {
    const result = (rotateLeft((a + d) >>> 0, 7) + a) >>> 0
    const shifted = b << 9
    c ^= a
    d ^= b
    b ^= c
    a ^= d
    c ^= shifted
    d = rotateLeft(d >>> 0, 11)
    return result
  }
  const random: Random = {
    next: () => nextWord() / 2 ** 32,
    integer: (bound) => Math.floor((nextWord() / 2 ** 32) * bound),
    normal: () => {
      for (;;) {
        const x = 2 * random.next() - 1
        const y = 2 * random.next() - 1
        const square = x * x + y * y
        if (square > 0 && square < 1) return x * Math.sqrt((-2 * Math.log(square)) / square)
      }
    },
    shuffle: (items) => {
      for (let last = items.length - 1; last > 0; last--) {
        const other = random.integer(last + 1)
        const kept = items[last]
        items[last] = items[other] as never
        items[other] = kept as never
      }
      return items
    },
    state: () => [a >>> 0, b >>> 0, c >>> 0, d >>> 0],
  }
  return random
}

function rotateLeft(word: number, bits: number): number {
  return ((word << bits) | (word >>> (32 - bits))) >>> 0
}

/** One step of SplitMix32, used only to spread a seed over the state. */
function splitMix32(from: number): { state: number; value: number } {
  const state = (from + 0x9e3779b9) >>> 0
  let word = state
  word = Math.imul(word ^ (word >>> 16), 0x85ebca6b)
  word = Math.imul(word ^ (word >>> 13), 0xc2b2ae35)
  return { state, value: (word ^ (word >>> 16)) >>> 0 }
}
