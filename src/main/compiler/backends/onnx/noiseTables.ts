/** @file How a step gets its noise: rows cut from a table that is drawn once, as long as wide noise and a little more. */
import type { GraphInput } from '../../graph/graph'
import { sizeOf } from '../../graph/tensorType'
import type { OnnxEmitter } from './onnxEmitter'
import { attribute } from './proto'

/** Numbers a row of the table at most: few enough that a table is not much longer than wide noise. */
const WIDEST_ROW = 128
/** And at least, where noise is cut into pieces: enough to copy them quickly. */
const NARROWEST_PIECE = 32
/** Where no piece fits a whole number of times. */
const USUAL_PIECE = 64

/** The noise of a row of the batch is `pieces` rows of the table, one after the other; what is left over is cut off. */
export interface NoiseTable {
  /** Numbers a row of the table. */
  readonly width: number
  readonly pieces: number
}

/** @param width numbers that the noise of a row of the batch has. */
export function noiseTable(width: number): NoiseTable {
  for (let piece = WIDEST_ROW; piece >= NARROWEST_PIECE; piece--) {
    if (width % piece === 0) return { width: piece, pieces: width / piece }
  }
  if (width <= WIDEST_ROW) return { width, pieces: 1 }
  return { width: USUAL_PIECE, pieces: Math.ceil(width / USUAL_PIECE) }
}

/**
 * Wide noise begins at any row of the table, so that a picture's worth of numbers and `starts` rows more give `starts` different
 * pictures: two of them may share numbers, but at different places.
 * @param starts int32 [...leading, batch], the first row of the table for each row of the batch
 * @param leading sizes of the axes before the batch
 * @returns the name of the noise, [...leading, batch, ...shape].
 */
export function pickNoise(
  emitter: OnnxEmitter,
  { name, value }: GraphInput,
  { starts, leading = [] }: { readonly starts: string; readonly leading?: readonly number[] },
): string {
  const shape = value.type.shape.slice(1).map(Number)
  const size = sizeOf(shape)
  const { width, pieces } = noiseTable(size)
  const reshape = (noise: string, sizes: readonly number[]): string =>
    emitter.add('Reshape', [noise, emitter.list('int64', [...leading, -1, ...sizes])])
  if (pieces === 1) {
    const rows = emitter.add('Gather', [name, starts])
    return shape.length === 1 ? rows : reshape(rows, shape)
  }
  const rows = emitter.add('Gather', [name, rowsFrom(emitter, starts, pieces)])
  if (pieces * width === size) return reshape(rows, shape)
  return reshape(cut(emitter, reshape(rows, [pieces * width]), size), shape)
}

/** start, start + 1 … for each start, in floats: devices lack whole-number arithmetic. */
function rowsFrom(emitter: OnnxEmitter, starts: string, pieces: number): string {
  return emitter.once(`rows from ${starts} ${pieces}`, () => {
    const column = emitter.add('Unsqueeze', [starts, emitter.list('int64', [-1])])
    const counted = emitter.list(
      'float32',
      Array.from({ length: pieces }, (_, piece) => piece),
    )
    const sum = emitter.add('Add', [emitter.add('Cast', [column], { to: FLOAT }), counted])
    return emitter.add('Cast', [sum], { to: INT32 })
  })
}

const FLOAT = attribute.int(1)
const INT32 = attribute.int(6)

function cut(emitter: OnnxEmitter, rows: string, size: number): string {
  const [from, to, axis] = [0, size, -1].map((value) => emitter.list('int64', [value]))
  return emitter.add('Slice', [rows, from ?? '', to ?? '', axis ?? ''])
}
