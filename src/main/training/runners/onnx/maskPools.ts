import type { MaskSpec } from '../../../compiler'
import { createRandom, resumeRandom, type Random, type RandomState } from '../../../../shared/util/random'

/** Rows of a pool at most: patterns of zeros that a layer's masks are drawn from. */
const LARGEST_POOL_ROWS = 4096
const SMALLEST_POOL_ROWS = 256
const POOL_ELEMENTS = 2 ** 18
/** 64 MiB a layer: a row so wide that fewer fit is random enough in itself. */
const LARGEST_POOL_ELEMENTS = 2 ** 24
const FEWEST_POOL_ROWS = 16

/** Ready-made dropout masks. Each row of a batch takes any row of the pool, the same row number for all layers of a step. */
export interface MaskPools {
  readonly rows: number
  /** By the name of the mask, row-major [rows, width]. */
  readonly pools: ReadonlyMap<string, { readonly width: number; readonly values: Float32Array }>
  /** @returns a row of the pools for each of `count` rows of data. */
  drawRows(count: number): Int32Array
  /** Of the generator of the picks. */
  state(): RandomState
  resume(from: RandomState): void
}

/** Noise is made once and picked from, because drawing it anew would cost more than the training step of a small model. */
export function createMaskPools(masks: readonly MaskSpec[], seed: number): MaskPools {
  const rows = poolRows(Math.max(1, ...masks.map(({ width }) => width)))
  const pools = masks.map((mask, index) => {
    const random = createRandom(seed, index)
    return [mask.name, { width: mask.width, values: drawMask(random, mask, rows) }] as const
  })
  let picks = createRandom(seed, masks.length)
  return {
    rows,
    pools: new Map(pools),
    drawRows: (count) => new Int32Array(count).map(() => picks.integer(rows)),
    state: () => picks.state(),
    resume: (from) => {
      picks = resumeRandom(from)
    },
  }
}

/** @param widest numbers of a row */
export function poolRows(widest: number): number {
  const fitting = Math.max(FEWEST_POOL_ROWS, Math.floor(LARGEST_POOL_ELEMENTS / widest))
  const usual = Math.max(SMALLEST_POOL_ROWS, Math.floor(POOL_ELEMENTS / widest))
  return Math.min(LARGEST_POOL_ROWS, usual, fitting)
}

function drawMask(random: Random, { width, draw }: MaskSpec, rows: number): Float32Array {
  const next =
    draw.kind === 'dropout' ? drawFactor(random, draw.rate) : () => random.normal() * draw.deviation
  return new Float32Array(rows * width).map(next)
}

function drawFactor(random: Random, rate: number): () => number {
  const kept = 1 / (1 - rate)
  return () => (random.next() < rate ? 0 : kept)
}
