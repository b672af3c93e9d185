/** @file Shapley values of the columns of a row. */
import type { Random } from '../../../../shared/util/random'
import type { Coalition } from './coalitions'

/** @returns [coalitions, width] */
export type AskWorth = (coalitions: readonly Coalition[]) => Promise<Float64Array>

export interface ShapleyTask {
  /** Columns. */
  readonly size: number
  /** Labels. */
  readonly width: number
  readonly worth: AskWorth
}

/** φᵢ = Σ_S |S|! (n − |S| − 1)! / n! · (v(S ∪ i) − v(S)) over all sets S without i (Shapley 1953). @returns [label][column] */
export async function exactShapley({ size, width, worth }: ShapleyTask): Promise<number[][]> {
  const sets = 2 ** size
  const values = await worth(Array.from({ length: sets }, (_, set) => toCoalition(set, size)))
  const weights = orderWeights(size)
  const found = emptyValues(size, width)
  for (let set = 0; set < sets; set++) {
    const weight = weights[countBits(set)] ?? 0
    for (let column = 0; column < size; column++) {
      if ((set >> column) & 1) continue
      const more = set | (1 << column)
      for (let label = 0; label < width; label++) {
        const gain = (values[more * width + label] ?? 0) - (values[set * width + label] ?? 0)
        addTo(found, [label, column], weight * gain)
      }
    }
  }
  return found
}

function toCoalition(set: number, size: number): Coalition {
  return Uint8Array.from({ length: size }, (_, column) => (set >> column) & 1)
}

/** s! (n − s − 1)! / n! for s = 0 … n − 1. */
function orderWeights(size: number): number[] {
  const weights = [1 / size]
  for (let s = 1; s < size; s++) weights.push(((weights[s - 1] ?? 0) * s) / (size - s))
  return weights
}

/** Orders drawn by chance, each with its reverse, which halves the noise; values add up whatever is drawn. */
export async function permutationShapley(
  { size, width, worth }: ShapleyTask,
  random: Random,
  orders: number,
): Promise<number[][]> {
  const drawn: number[][] = []
  for (let at = 0; at < orders; at += 2) {
    const order = random.shuffle(Array.from({ length: size }, (_, column) => column))
    drawn.push(order, order.toReversed())
  }
  const coalitions = drawn.flatMap((order) => {
    const known = new Uint8Array(size)
    return [known.slice(), ...order.map((column) => ((known[column] = 1), known.slice()))]
  })
  const values = await worth(coalitions)
  const found = emptyValues(size, width)
  drawn.forEach((order, at) => {
    order.forEach((column, step) => {
      const before = (at * (size + 1) + step) * width
      for (let label = 0; label < width; label++) {
        const gain = (values[before + width + label] ?? 0) - (values[before + label] ?? 0)
        addTo(found, [label, column], gain / drawn.length)
      }
    })
  })
  return found
}

/**
 * Least squares over drawn sets, each with what it lacks: min Σ π(z)(v(z) − v(0) − Σφᵢzᵢ)² with Σφ = v(1) − v(0), where
 * π(z) ∝ (n − 1) / (C(n, |z|) |z| (n − |z|)) (Lundberg and Lee 2017, theorem 2). Sets are drawn by π, so that all count alike.
 */
export async function kernelShapley(
  { size, width, worth }: ShapleyTask,
  random: Random,
  samples: number,
): Promise<number[][]> {
  const ends = [new Uint8Array(size), new Uint8Array(size).fill(1)]
  if (size === 1) {
    const values = await worth(ends)
    return Array.from({ length: width }, (_, label) => [(values[width + label] ?? 0) - (values[label] ?? 0)])
  }
  const drawn = drawSets(size, random, samples)
  const values = await worth([...ends, ...drawn])
  const normal = normalMatrix(drawn, size)
  return Array.from({ length: width }, (_, label) => {
    const base = values[label] ?? 0
    const total = (values[width + label] ?? 0) - base
    const gains = drawn.map((_, at) => (values[(at + 2) * width + label] ?? 0) - base)
    return solveKernel({ drawn, normal, gains, total, size })
  })
}

function drawSets(size: number, random: Random, samples: number): Coalition[] {
  const shares = Array.from({ length: size - 1 }, (_, at) => 1 / ((at + 1) * (size - at - 1)))
  const sum = shares.reduce((all, share) => all + share, 0)
  const sets: Coalition[] = []
  const columns = Array.from({ length: size }, (_, column) => column)
  for (let at = 0; at < samples; at += 2) {
    let left = random.next() * sum
    let known = 1
    while (known < size - 1 && (left -= shares[known - 1] ?? 0) > 0) known++
    const set = new Uint8Array(size)
    for (const column of random.shuffle([...columns]).slice(0, known)) set[column] = 1
    sets.push(
      set,
      set.map((is) => 1 - is),
    )
  }
  return sets
}

/** Zᵀ Z of the drawn sets after the last column was put as what the others leave. */
function normalMatrix(drawn: readonly Coalition[], size: number): number[][] {
  const free = size - 1
  const matrix = Array.from({ length: free }, () => new Array<number>(free).fill(0))
  for (const set of drawn) {
    const row = differences(set, size)
    for (let one = 0; one < free; one++) {
      const value = row[one] ?? 0
      if (value === 0) continue
      const line = matrix[one]
      if (line)
        for (let other = 0; other < free; other++)
          line[other] = (line[other] ?? 0) + value * (row[other] ?? 0)
    }
  }
  return matrix
}

function differences(set: Coalition, size: number): number[] {
  const last = set[size - 1] ?? 0
  return Array.from({ length: size - 1 }, (_, column) => (set[column] ?? 0) - last)
}

interface KernelSystem {
  readonly drawn: readonly Coalition[]
  readonly normal: readonly (readonly number[])[]
  readonly gains: readonly number[]
  readonly total: number
  readonly size: number
}

function solveKernel({ drawn, normal, gains, total, size }: KernelSystem): number[] {
  const right = new Array<number>(size - 1).fill(0)
  drawn.forEach((set, at) => {
    const wanted = (gains[at] ?? 0) - (set[size - 1] ?? 0) * total
    differences(set, size).forEach((value, column) => (right[column] = (right[column] ?? 0) + value * wanted))
  })
  const found = solve(normal, right)
  return [...found, total - found.reduce((sum, value) => sum + value, 0)]
}

/** A small ridge keeps a system that too few sets were drawn for from having no answer. */
const RIDGE = 1e-9

/** By Cholesky's decomposition of a symmetric matrix. */
function solve(matrix: readonly (readonly number[])[], right: readonly number[]): number[] {
  const n = right.length
  const lower = decompose(matrix, n)
  const half = new Float64Array(n)
  for (let row = 0; row < n; row++) {
    let sum = right[row] ?? 0
    for (let k = 0; k < row; k++) sum -= at(lower, row * n + k) * at(half, k)
    half[row] = sum / at(lower, row * n + row)
  }
  const found = new Float64Array(n)
  for (let row = n - 1; row >= 0; row--) {
    let sum = at(half, row)
    for (let k = row + 1; k < n; k++) sum -= at(lower, k * n + row) * at(found, k)
    found[row] = sum / at(lower, row * n + row)
  }
  return [...found]
}

function decompose(matrix: readonly (readonly number[])[], n: number): Float64Array {
  const lower = new Float64Array(n * n)
  for (let row = 0; row < n; row++) {
    for (let column = 0; column <= row; column++) {
      let sum = (matrix[row]?.[column] ?? 0) + (row === column ? RIDGE : 0)
      for (let k = 0; k < column; k++) sum -= at(lower, row * n + k) * at(lower, column * n + k)
      lower[row * n + column] =
        row === column ? Math.sqrt(Math.max(sum, RIDGE)) : sum / at(lower, column * n + column)
    }
  }
  return lower
}

function at(values: Float64Array, index: number): number {
  return values[index] ?? 0
}

function emptyValues(size: number, width: number): number[][] {
  return Array.from({ length: width }, () => new Array<number>(size).fill(0))
}

function addTo(values: number[][], [label, column]: readonly [number, number], more: number): void {
  const line = values[label]
  if (line) line[column] = (line[column] ?? 0) + more
}

function countBits(set: number): number {
  let count = 0
  for (let rest = set; rest > 0; rest &= rest - 1) count++
  return count
}
