/** @file Orthogonal arrays with a power of a prime as number of runs: L4, L8, L9, L16, L25, L27, L32, L49, L64, L81. */
import { allVectors, columnOf, splitSpace, type Subspace, within } from './geometry'
import type { ArrayFamily, Column } from './types'

/**
 * Rao and Hamming: the points of a projective space as columns, any two of them balanced. Of a line, a plane … comes one column of more levels instead
 * of several of q. Pieces of the space are split as the factors ask for them, so that mixed levels cost no more than they must.
 * @param q a prime
 * @param dimension of q^dimension runs
 */
export function geometricArray(q: number, dimension: number): ArrayFamily[] {
  const runs = allVectors(q, dimension)
  const families: ArrayFamily[] = []
  for (let small = 1; 2 * small <= dimension; small++) {
    families.push({
      runs: q ** dimension,
      start: () => {
        const stock = new Stock(q, splitSpace(q, dimension - small, small))
        return {
          levelsFor: (levels) => levelsFor(q, dimension, levels),
          take: (levels) => {
            const piece = stock.take(dimensionOf(q, levels))
            return piece === null ? null : (): Column => columnOf(q, runs, piece)
          },
        }
      },
    })
  }
  return families
}

/** Subspaces that are not used yet. */
class Stock {
  private readonly pieces: Subspace[]

  constructor(
    private readonly q: number,
    pieces: readonly Subspace[],
  ) {
    this.pieces = [...pieces]
  }

  /** Takes a subspace of this dimension; the smallest one that is larger is split where there is none. */
  take(dimension: number): Subspace | null {
    const fitting = this.pieces.filter((piece) => piece.length >= dimension)
    const [first] = fitting
    if (first === undefined) return null
    const best = fitting.reduce((least, piece) => (piece.length < least.length ? piece : least), first)
    this.pieces.splice(this.pieces.indexOf(best), 1)
    if (best.length === dimension) return best
    const large = Math.max(dimension, best.length - dimension)
    const parts = splitSpace(this.q, large, best.length - large)
    this.pieces.push(...parts.map((part) => within(this.q, best, part)))
    return this.take(dimension)
  }
}

/** Whole columns of the array are left to choices of many values; one factor alone needs no array. */
function levelsFor(q: number, dimension: number, levels: number): number | null {
  const own = dimensionOf(q, levels)
  return own < dimension ? q ** own : null
}

function dimensionOf(q: number, levels: number): number {
  let dimension = 1
  while (q ** dimension < levels) dimension++
  return dimension
}
