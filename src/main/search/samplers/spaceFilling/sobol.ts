/** @file Sobol's sequence, plain or scrambled: points of the unit cube that fill it evenly at every length. */
import type { Random } from '../../../../shared/util/random'
import { firstNumbers } from './joeKuo'

const BITS = 32

/** Axes of the sequence; there are numbers for no more. */
export const MOST_SOBOL_AXES = 161

export interface PointSequence {
  /** @returns point `index`, from 0, each place in [0, 1). */
  point(index: number): Float64Array
}

/**
 * In the order of Gray codes (Antonov and Saleev). Scrambled, a random lower triangular matrix mixes the digits of every axis and a random
 * shift moves them (Matoušek 1998): evenly filled as before, each point by itself an even draw.
 * @param axes up to `MOST_SOBOL_AXES`
 * @param random null: not scrambled; the first point is then the corner 0
 */
export function createSobol(axes: number, random: Random | null): PointSequence {
  const directions = plainDirections(axes)
  const shifts = new Uint32Array(axes)
  if (random !== null) {
    for (const [axis, numbers] of directions.entries()) {
      directions[axis] = mixDigits(numbers, random)
      shifts[axis] = random.integer(2 ** BITS)
    }
  }
  return {
    point: (index) => {
      const code = (index ^ (index >>> 1)) >>> 0
      return Float64Array.from(directions, (numbers, axis) => {
        let digits = shifts[axis] ?? 0
        for (let bit = 0; code >>> bit > 0 && bit < BITS; bit++) {
          if ((code >>> bit) & 1) digits ^= numbers[bit] ?? 0
        }
        return (digits >>> 0) / 2 ** BITS
      })
    },
  }
}

function plainDirections(axes: number): Uint32Array[] {
  known ??= listDirections()
  return known.slice(0, axes)
}

/** The same for every sequence. */
let known: readonly Uint32Array[] | null = null

function listDirections(): Uint32Array[] {
  const first = firstNumbers()
  return [
    Uint32Array.from({ length: BITS }, (_, bit) => 2 ** (BITS - 1 - bit)),
    ...primitivePolynomials().map((polynomial, index) => directionsOf(polynomial, first[index] ?? [])),
  ]
}

/** The recurrence of Bratley and Fox (1988, equation 2), numbers as fractions of 2^32. */
function directionsOf(polynomial: number, first: readonly number[]): Uint32Array {
  const degree = degreeOf(polynomial)
  const numbers = new Uint32Array(BITS)
  for (let bit = 0; bit < BITS; bit++) {
    if (bit < degree) {
      numbers[bit] = (first[bit] ?? 1) * 2 ** (BITS - 1 - bit)
      continue
    }
    const before = numbers[bit - degree] ?? 0
    let number = before ^ (before >>> degree)
    for (let back = 1; back < degree; back++) {
      if ((polynomial >>> (degree - back)) & 1) number ^= numbers[bit - back] ?? 0
    }
    numbers[bit] = number >>> 0
  }
  return numbers
}

/** Every digit becomes its sum with a random choice of those before it. */
function mixDigits(numbers: Uint32Array, random: Random): Uint32Array {
  const rows = Array.from({ length: BITS }, (_, digit) => {
    const own = 2 ** (BITS - 1 - digit)
    const above = digit === 0 ? 0 : random.integer(2 ** digit) * 2 ** (BITS - digit)
    return own + above
  })
  return numbers.map((number) => {
    let mixed = 0
    for (const [digit, row] of rows.entries()) {
      if (isOdd(number & row)) mixed += 2 ** (BITS - 1 - digit)
    }
    return mixed
  })
}

/** Whether a word has an odd number of ones. */
function isOdd(word: number): boolean {
  let folded = word ^ (word >>> 16)
  folded ^= folded >>> 8
  folded ^= folded >>> 4
  return ((0x6996 >>> (folded & 15)) & 1) === 1
}

/** Polynomials over two elements that generate their whole field, as binary numbers, ascending, up to degree 10. */
function primitivePolynomials(): number[] {
  const found: number[] = []
  for (let candidate = 3; candidate < 2 ** 11; candidate += 2)
    if (isPrimitive(candidate)) found.push(candidate)
  return found
}

/** Whether the powers of x run through all remainders but 0. */
function isPrimitive(polynomial: number): boolean {
  const size = 2 ** degreeOf(polynomial)
  let [power, period] = [1, 0]
  do {
    power *= 2
    if (power >= size) power ^= polynomial
    period++
  } while (power !== 1 && period < size)
  return period === size - 1
}

function degreeOf(polynomial: number): number {
  return 31 - Math.clz32(polynomial)
}
