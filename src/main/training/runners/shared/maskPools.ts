import { noiseTable, type MaskSpec } from '../../../compiler'
import { createRandom, resumeRandom, type Random, type RandomState } from '../../../../shared/util/random'

/** Rows of noise to pick from. */
const STARTS = 4096

/**
 * Tables of ready-made noise. Each row of a batch takes what begins at any of the first rows of a table, the same row for all
 * layers of a step. Noise as wide as a picture takes many rows of its table; a table is thus as long as its noise and a little
 * more, and no multiple of it.
 */
export interface MaskPools {
  /** Of every table. */
  readonly rows: number
  /** By the name of the mask, row-major [rows, width]. */
  readonly pools: ReadonlyMap<string, { readonly width: number; readonly values: Float32Array }>
  /** @returns the first row of its noise for each of `count` rows of data. */
  drawRows(count: number): Int32Array
  /** Of the generator of the picks. */
  state(): RandomState
  resume(from: RandomState): void
}

/** Noise is made once and picked from, because drawing it anew would cost more than the training step of a small model. */
export function createMaskPools(masks: readonly MaskSpec[], seed: number): MaskPools {
  const tables = masks.map(({ width }) => noiseTable(width))
  const rows = STARTS - 1 + Math.max(1, ...tables.map(({ pieces }) => pieces))
  const pools = masks.map(({ name, draw }, index) => {
    const width = tables[index]?.width ?? 1
    return [name, { width, values: drawTable(createRandom(seed, index), draw, rows * width) }] as const
  })
  let picks = createRandom(seed, masks.length)
  return {
    rows,
    pools: new Map(pools),
    drawRows: (count) => new Int32Array(count).map(() => picks.integer(STARTS)),
    state: () => picks.state(),
    resume: (from) => {
      picks = resumeRandom(from)
    },
  }
}

function drawTable(random: Random, draw: MaskSpec['draw'], count: number): Float32Array {
  const next =
    draw.kind === 'dropout' ? drawFactor(random, draw.rate) : () => random.normal() * draw.deviation
  return new Float32Array(count).map(next)
}

function drawFactor(random: Random, rate: number): () => number {
  const kept = 1 / (1 - rate)
  return () => (random.next() < rate ? 0 : kept)
}
