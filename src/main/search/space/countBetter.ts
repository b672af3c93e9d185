/** @file Ranks of trials with one or several objectives. */

/** @returns of every point by how many others it is beaten: nowhere better, and worse somewhere; all are to be minimised. */
export function countBetter(points: readonly (readonly number[])[]): number[] {
  if (points.every(({ length }) => length === 1)) return ranks(points.map(([value = 0]) => value))
  return points.map((point) => points.filter((other) => beats(other, point)).length)
}

function ranks(values: readonly number[]): number[] {
  const sorted = values.toSorted((left, right) => left - right)
  const first = new Map<number, number>()
  for (const [index, value] of sorted.entries()) if (!first.has(value)) first.set(value, index)
  return values.map((value) => first.get(value) ?? 0)
}

function beats(left: readonly number[], right: readonly number[]): boolean {
  const isWorse = left.some((value, index) => value > (right[index] ?? 0))
  return !isWorse && left.some((value, index) => value < (right[index] ?? 0))
}
