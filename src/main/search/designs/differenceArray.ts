/** @file Orthogonal arrays from difference matrices and from Paley's matrix: L12, L18, L36, L50, L54. */
import type { ArrayFamily, Column } from './types'

/** Any two rows differ by every remainder equally often. */
type DifferenceMatrix = readonly (readonly number[])[]

/** A column that may be used as it is, or as columns with fewer levels, each a function of its level. */
type Split = readonly (readonly number[])[]

/** With 12 columns over three elements (a generalized Hadamard matrix). */
const TWELVE = [
  '000000000000',
  '000011112222',
  '000102221112',
  '001220120121',
  '010222011201',
  '012020212110',
  '021012200211',
  '012102102021',
  '021201211020',
  '022110121200',
  '021121002102',
  '012211020012',
].map((row) => [...row].map(Number))

/** Quadratic forms a·ij + b·i² + c·j² of the four blocks of a matrix with 2q rows and columns (after Masuyama 1957). */
const BLOCKS = {
  3: [
    [1, 0, 0],
    [1, 1, 0],
    [1, 0, 2],
    [2, 2, 1],
  ],
  5: [
    [1, 0, 0],
    [1, 1, 0],
    [1, 0, 1],
    [3, 3, 3],
  ],
} as const

/** L12: the rows of Paley's matrix of order 12, from the squares modulo 11. */
function paleyColumns(): Column[] {
  const squares = new Set(Array.from({ length: 11 }, (_, index) => (index * index) % 11))
  return Array.from({ length: 11 }, (_, column) => [
    ...Array.from({ length: 11 }, (_run, run) => (squares.has((run - column + 11) % 11) ? 1 : 0)),
    0,
  ])
}

function doubledMatrix(q: 3 | 5): DifferenceMatrix {
  const [topLeft, topRight, bottomLeft, bottomRight] = BLOCKS[q]
  const form = ([mixed, left, right]: readonly [number, number, number], i: number, j: number) =>
    (mixed * i * j + left * i * i + right * j * j) % q
  const range = Array.from({ length: q }, (_, index) => index)
  // Columns of the blocks become rows here: any two of them are balanced.
  return [
    ...range.map((j) => [
      ...range.map((i) => form(topLeft, i, j)),
      ...range.map((i) => form(bottomLeft, i, j)),
    ]),
    ...range.map((j) => [
      ...range.map((i) => form(topRight, i, j)),
      ...range.map((i) => form(bottomRight, i, j)),
    ]),
  ]
}

/** Every sum of an entry of one and of the other. */
function product(q: number, left: DifferenceMatrix, right: DifferenceMatrix): DifferenceMatrix {
  return left.flatMap((row) =>
    right.map((other) => row.flatMap((entry) => other.map((added) => (entry + added) % q))),
  )
}

/** Every row of the matrix with every remainder added is a column; which column of the matrix a run comes from is one more. */
function developed(q: number, matrix: DifferenceMatrix): { columns: Column[]; origin: Column } {
  const width = matrix[0]?.length ?? 0
  const runs = Array.from({ length: width * q }, (_, run) => ({ place: Math.floor(run / q), added: run % q }))
  return {
    columns: matrix.map((row) => runs.map(({ place, added }) => ((row[place] ?? 0) + added) % q)),
    origin: runs.map(({ place }) => place),
  }
}

/** Digits of a level in a mixed base. */
function digits(...bases: readonly number[]): Split {
  const size = bases.reduce((all, base) => all * base, 1)
  let rest = size
  return bases.map((base) => {
    rest /= base
    const step = rest
    return Array.from({ length: size }, (_, level) => Math.floor(level / step) % base)
  })
}

interface Plan {
  readonly q: number
  readonly matrix: () => DifferenceMatrix
  readonly splits: () => readonly Split[]
}

/** The first split of each leaves its column whole. */
const PLANS: Readonly<Record<number, Plan>> = {
  18: { q: 3, matrix: () => doubledMatrix(3), splits: () => [digits(6), digits(2, 3)] },
  36: {
    q: 3,
    matrix: () => TWELVE,
    splits: () => [
      digits(12),
      paleyColumns(),
      digits(3, 4),
      // The second digit once more: of four levels come three columns of two.
      [...digits(3, 2, 2), (digits(3, 2, 2)[1] ?? []).map((bit, level) => (bit + (level % 2)) % 2)],
    ],
  },
  50: { q: 5, matrix: () => doubledMatrix(5), splits: () => [digits(10), digits(2, 5)] },
  54: {
    q: 3,
    matrix: () =>
      product(3, doubledMatrix(3), [
        [0, 0, 0],
        [0, 1, 2],
        [0, 2, 1],
      ]),
    splits: () => {
      const { columns, origin } = developed(3, doubledMatrix(3))
      const own = (level: readonly number[]) => origin.map((place) => level[place] ?? 0)
      return [digits(18), [...columns, origin], [...columns, ...digits(2, 3).map(own)]]
    },
  },
}

/** @returns the ways of using an array of 12, 18, 36, 50 or 54 runs. */
export function differenceArray(runs: 12 | 18 | 36 | 50 | 54): ArrayFamily[] {
  if (runs === 12) return [familyOf(runs, paleyColumns)]
  const plan = PLANS[runs]
  if (plan === undefined) return []
  return plan.splits().map((split) =>
    familyOf(runs, () => {
      const { columns, origin } = developed(plan.q, plan.matrix())
      return [...split.map((level) => origin.map((place) => level[place] ?? 0)), ...columns]
    }),
  )
}

/** A list of columns, of which the one with the fewest superfluous levels is taken. */
function familyOf(runs: number, write: () => readonly Column[]): ArrayFamily {
  return {
    runs,
    start: () => {
      const left = write().map((column) => ({ column, levels: Math.max(...column) + 1 }))
      const find = (levels: number) => {
        const fitting = left.filter((each) => each.levels >= levels)
        const waste = (own: number) => (own === levels ? 0 : own % levels === 0 ? 1 : 1 + own)
        return fitting.toSorted((one, other) => waste(one.levels) - waste(other.levels))[0]
      }
      return {
        levelsFor: (levels) => find(levels)?.levels ?? null,
        take: (levels) => {
          const found = find(levels)
          if (found === undefined) return null
          left.splice(left.indexOf(found), 1)
          return () => found.column
        },
      }
    },
  }
}
