/** @file Codes in the plane: by principal components, or by UMAP. */
import { UMAP } from 'umap-js'
import type { MapMethod } from '../../../../shared/domain/studio'
import { createRandom } from '../../../../shared/util/random'
import { fitPrincipalComponents, type PrincipalComponents } from '../../../datasets'
import type { JobTools } from '../../job'

export interface Codes {
  /** Row-major. */
  readonly values: Float32Array
  readonly width: number
}

export interface LaidOut {
  readonly points: { x: number; y: number }[]
  readonly explained: [number, number] | null
}

export interface LayOutOptions {
  readonly method: MapMethod
  readonly neighbours: number
  readonly seed: number
}

/** Wider codes are brought to so many components first, as is usual before looking for neighbours. */
const MOST_WIDTH = 50

export async function layOut(codes: Codes, options: LayOutOptions, tools: JobTools): Promise<LaidOut> {
  const rows = codes.width === 0 ? 0 : codes.values.length / codes.width
  if (rows < 2) return { points: Array.from({ length: rows }, () => ({ x: 0, y: 0 })), explained: null }
  const columns = toColumns(codes, rows)
  // UMAP needs more rows than neighbours.
  const neighbours = Math.min(options.neighbours, rows - 1)
  if (options.method === 'pca' || neighbours < 2) return byComponents(columns, rows, options.seed)
  return {
    points: await byNeighbours(narrowed(columns, rows, options.seed), { ...options, neighbours }, tools),
    explained: null,
  }
}

function toColumns({ values, width }: Codes, rows: number): Float64Array[] {
  return Array.from({ length: width }, (_, column) =>
    Float64Array.from({ length: rows }, (_, row) => values[row * width + column] ?? 0),
  )
}

function byComponents(columns: readonly Float64Array[], rows: number, seed: number): LaidOut {
  const found = fitPrincipalComponents(columns, { kind: 'count', count: 2 }, seed)
  const [x, y] = [project(columns, rows, found, 0), project(columns, rows, found, 1)]
  return {
    points: Array.from({ length: rows }, (_, row) => ({ x: x[row] ?? 0, y: y[row] ?? 0 })),
    explained: [found.shares[0] ?? 0, found.shares[1] ?? 0],
  }
}

function project(
  columns: readonly Float64Array[],
  rows: number,
  { components, means }: PrincipalComponents,
  which: number,
): Float64Array {
  const direction = components[which]
  const along = new Float64Array(rows)
  if (direction === undefined) return along
  for (const [at, column] of columns.entries()) {
    const [weight, mean] = [direction[at] ?? 0, means[at] ?? 0]
    for (let row = 0; row < rows; row++) along[row] = (along[row] ?? 0) + weight * ((column[row] ?? 0) - mean)
  }
  return along
}

function narrowed(columns: readonly Float64Array[], rows: number, seed: number): readonly Float64Array[] {
  if (columns.length <= MOST_WIDTH) return columns
  const found = fitPrincipalComponents(columns, { kind: 'count', count: MOST_WIDTH }, seed)
  return found.components.map((_, which) => project(columns, rows, found, which))
}

async function byNeighbours(
  columns: readonly Float64Array[],
  { neighbours, seed }: Pick<LayOutOptions, 'neighbours' | 'seed'>,
  { progress, breathe }: JobTools,
): Promise<{ x: number; y: number }[]> {
  const random = createRandom(seed)
  const rows = Array.from({ length: columns[0]?.length ?? 0 }, (_, row) =>
    columns.map((column) => column[row] ?? 0),
  )
  const umap = new UMAP({ nComponents: 2, nNeighbors: neighbours, minDist: 0.1, random: random.next })
  const epochs = umap.initializeFit(rows)
  for (let epoch = 0; epoch < epochs; epoch++) {
    umap.step()
    progress(epoch + 1, epochs)
    await breathe()
  }
  return umap.getEmbedding().map(([x = 0, y = 0]) => ({ x, y }))
}
