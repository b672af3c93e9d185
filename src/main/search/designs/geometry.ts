/** @file Columns of arrays with q^n runs: subspaces of a vector space over q elements that have only the origin in common. */

/** q is a prime. A vector is a list of coordinates. */
export type Vector = readonly number[]
/** Linearly independent vectors; of `d` of them comes a column with q^d levels. */
export type Subspace = readonly Vector[]

/** What x^degree is instead, from the constant on: the field of q^degree elements. Every degree that a split needs. */
const REDUCTIONS: Readonly<Record<number, Readonly<Record<number, Vector>>>> = {
  2: { 2: [1, 1], 3: [1, 1, 0], 4: [1, 1, 0, 0] },
  3: { 2: [2, 0] },
}

/**
 * Splits a space into one subspace of dimension `large` and q^large of dimension `small` that together have every vector, and no vector but 0 in
 * common: (x, 0), and (a · L(y), y) for every a of the field with q^large elements, where L puts y into that field.
 * @param large at least `small`; they sum up to the dimension of the space
 */
export function splitSpace(q: number, large: number, small: number): Subspace[] {
  const zeros = (count: number): number[] => Array.from({ length: count }, () => 0)
  const unit = (length: number, place: number): number[] =>
    zeros(length).map((zero, index) => (index === place ? 1 : zero))
  const first = zeros(large).map((_, place) => [...unit(large, place), ...zeros(small)])
  const others = allVectors(q, large).map((factor) =>
    zeros(small).map((_, place) => [...multiply(q, factor, unit(large, place)), ...unit(small, place)]),
  )
  return [first, ...others]
}

/** @returns all vectors, the last coordinate running fastest. */
export function allVectors(q: number, dimension: number): Vector[] {
  return Array.from({ length: q ** dimension }, (_, index) =>
    Array.from(
      { length: dimension },
      (_digit, place) => Math.floor(index / q ** (dimension - 1 - place)) % q,
    ),
  )
}

/** @returns the subspace of `space` that these coordinates in terms of its vectors stand for. */
export function within(q: number, space: Subspace, coordinates: Subspace): Subspace {
  return coordinates.map((own) =>
    (space[0] ?? []).map(
      (_, place) => own.reduce((sum, share, index) => sum + share * (space[index]?.[place] ?? 0), 0) % q,
    ),
  )
}

/** @returns the level of every run: its products with the vectors as digits. */
export function columnOf(q: number, runs: readonly Vector[], space: Subspace): number[] {
  return runs.map((run) =>
    space.reduce((level, vector) => {
      const product = vector.reduce((sum, share, place) => sum + share * (run[place] ?? 0), 0) % q
      return level * q + product
    }, 0),
  )
}

/** Product in the field of q^degree elements, as polynomials from the constant on. */
function multiply(q: number, left: Vector, right: Vector): Vector {
  const degree = left.length
  const reduction = REDUCTIONS[q]?.[degree] ?? []
  const product = Array.from({ length: 2 * degree - 1 }, () => 0)
  for (const [place, factor] of left.entries()) {
    for (const [other, share] of right.entries())
      product[place + other] = ((product[place + other] ?? 0) + factor * share) % q
  }
  for (let power = 2 * degree - 2; power >= degree; power--) {
    const high = product[power] ?? 0
    for (const [place, share] of reduction.entries()) {
      const target = power - degree + place
      product[target] = ((product[target] ?? 0) + high * share) % q
    }
  }
  return product.slice(0, degree)
}
