/** @file How many batches to train between two looks at the clock. Never changes what is computed. */

export interface ChunkPlanner {
  /** Batches of the next chunk, at least 1. */
  batches(): number
  /** Tells how long a chunk took. */
  took(batches: number, ms: number): void
}

/** Prompt enough to pause and to show progress, long enough that a call costs nothing beside it. */
const CHUNK_MS = 300
/** A first chunk also warms up: one measurement must not make a chunk of minutes. */
const MOST_GROWTH = 8

export function createChunkPlanner(): ChunkPlanner {
  let planned = 1
  return {
    batches: () => planned,
    took: (batches, ms) => {
      const fitting = ms > 0 ? Math.floor((CHUNK_MS * batches) / ms) : Infinity
      planned = Math.max(1, Math.min(fitting, planned * MOST_GROWTH, 2 ** 20))
    },
  }
}
