/** @file Halton's sequence, plain or scrambled: digits of the index, mirrored at the point, in another prime base on every axis. */
import type { Random } from '../../../../shared/util/random'
import type { PointSequence } from './sobol'

/** Digits beyond are below what a number can tell apart. */
const PRECISION = 2 ** -53

/**
 * Scrambled, a random permutation of its own stands for every digit of every axis (Owen 2017, "A randomized Halton algorithm"), which
 * breaks up the stripes of large bases.
 * @param random null: not scrambled; the first point is then the corner 0
 */
export function createHalton(axes: number, random: Random | null): PointSequence {
  const bases = firstPrimes(axes)
  const permutations = bases.map((base) => (random === null ? null : permuteDigits(base, random)))
  return {
    point: (index) =>
      Float64Array.from(bases, (base, axis) => {
        const permuted = permutations[axis]
        return permuted ? scrambledInverse(index, base, permuted) : radicalInverse(index, base)
      }),
  }
}

function radicalInverse(index: number, base: number): number {
  let [rest, place, scale] = [index, 0, 1 / base]
  while (rest > 0) {
    place += (rest % base) * scale
    rest = Math.floor(rest / base)
    scale /= base
  }
  return place
}

/** Zeros before the first digit are permuted, too. */
function scrambledInverse(index: number, base: number, permutations: readonly Uint16Array[]): number {
  let [rest, place, scale] = [index, 0, 1 / base]
  for (const permutation of permutations) {
    place += (permutation[rest % base] ?? 0) * scale
    rest = Math.floor(rest / base)
    scale /= base
  }
  return Math.min(place, 1 - PRECISION)
}

function permuteDigits(base: number, random: Random): Uint16Array[] {
  const digits = Math.ceil(Math.log(PRECISION) / -Math.log(base))
  return Array.from({ length: digits }, () =>
    random.shuffle(Uint16Array.from({ length: base }, (_, digit) => digit)),
  )
}

function firstPrimes(count: number): number[] {
  const primes: number[] = []
  for (let candidate = 2; primes.length < count; candidate++) {
    const isPrime = primes.every((prime) => candidate % prime !== 0 || prime * prime > candidate)
    if (isPrime) primes.push(candidate)
  }
  return primes
}
