/** @file Who a row is: the classes of a gallery of known rows, the nearest first. */
import { similarity, toDistance, type Vectors } from './vectors'

export interface Sought {
  readonly queries: Vectors
  readonly gallery: Vectors
  /** Whether the queries are the gallery itself: no row is then its own neighbour. */
  readonly isSame: boolean
}

/** A row whose class is in the gallery. */
export interface Identified {
  /** Of the queries. */
  readonly row: number
  readonly actual: number
  /** Class of the nearest row of the gallery. */
  readonly found: number
  /** To that row. */
  readonly distance: number
  /** Place of the row's own class among all classes by their nearest rows, from 0. */
  readonly rank: number
}

/** Rows of classes that the gallery does not hold cannot be found, and are left out. */
export function identify({ queries, gallery, isSame }: Sought): Identified[] {
  const found: Identified[] = []
  for (let row = 0; row < queries.rows; row++) {
    const nearest = nearestOfClasses({ queries, gallery, isSame }, row)
    const actual = queries.classes[row] ?? -1
    const own = nearest.get(actual)
    if (own === undefined) continue
    let best = actual
    let rank = 0
    for (const [label, cosine] of nearest) {
      if (cosine > own) rank++
      if (cosine > (nearest.get(best) ?? own)) best = label
    }
    found.push({ row, actual, found: best, distance: toDistance(nearest.get(best) ?? own), rank })
  }
  return found
}

/** The cosine with the nearest row of every class. */
function nearestOfClasses({ queries, gallery, isSame }: Sought, row: number): Map<number, number> {
  const nearest = new Map<number, number>()
  for (let other = 0; other < gallery.rows; other++) {
    if (isSame && other === row) continue
    const label = gallery.classes[other] ?? -1
    const cosine = similarity(queries, row, gallery, other)
    if (cosine > (nearest.get(label) ?? -Infinity)) nearest.set(label, cosine)
  }
  return nearest
}

export interface GalleryRow {
  /** Of the gallery. */
  readonly row: number
  readonly distance: number
}

/** The nearest rows of a gallery, the nearest first, no more than `count`. */
export function nearestRows(query: Float32Array, gallery: Vectors, count: number): GalleryRow[] {
  const asked: Vectors = { rows: 1, width: query.length, values: query, classes: [0] }
  return Array.from({ length: gallery.rows }, (_, row) => ({
    row,
    distance: toDistance(similarity(asked, 0, gallery, row)),
  }))
    .sort((one, other) => one.distance - other.distance || one.row - other.row)
    .slice(0, count)
}

/**
 * Who the rows of a part are, by the rows of another one; where that knows none of their classes, by the other rows of their own
 * part: the classes are then such as the model never saw.
 */
export function identifyPart(part: Vectors, gallery: Vectors | null): Identified[] {
  const known = gallery === null ? [] : identify({ queries: part, gallery, isSame: false })
  return known.length > 0 ? known : identify({ queries: part, gallery: part, isSame: true })
}
