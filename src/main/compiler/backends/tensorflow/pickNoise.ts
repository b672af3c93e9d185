/** @file How a step gets its noise: rows cut from a resident table; see the tables of the other back end. */
import type { GraphInput } from '../../graph/graph'
import { sizeOf } from '../../graph/tensorType'
import { noiseTable } from '../onnx/noiseTables'
import { attribute, type NodeAttributes } from './proto'
import { FLOAT, type TensorFlowEmitter } from './tensorFlowEmitter'

const INT: NodeAttributes = { T: attribute.type('int32') }
const RESHAPE: NodeAttributes = { ...FLOAT, Tshape: attribute.type('int32') }

/**
 * @param gather rows of the table of noise, by int32 numbers
 * @param starts int32 [batch], the first row of the table for each row of the batch
 * @returns the name of the noise, [batch, ...shape].
 */
export function pickNoise(
  emitter: TensorFlowEmitter,
  { value }: GraphInput,
  { starts, gather }: { readonly starts: string; readonly gather: (rows: string) => string },
): string {
  const shape = value.type.shape.slice(1).map(Number)
  const size = sizeOf(shape)
  const { width, pieces } = noiseTable(size)
  const reshape = (noise: string, sizes: readonly number[]): string =>
    emitter.add('Reshape', [noise, emitter.list([-1, ...sizes])], RESHAPE)
  if (pieces === 1) return shape.length === 1 ? gather(starts) : reshape(gather(starts), shape)
  const rows = gather(rowsFrom(emitter, starts, pieces))
  if (pieces * width === size) return reshape(rows, shape)
  return reshape(cut(emitter, reshape(rows, [pieces * width]), size), shape)
}

/** start, start + 1 … for each start. */
function rowsFrom(emitter: TensorFlowEmitter, starts: string, pieces: number): string {
  return emitter.once(`rows from ${starts} ${String(pieces)}`, () => {
    const column = emitter.add('ExpandDims', [starts, emitter.integer(-1)], {
      ...INT,
      Tdim: attribute.type('int32'),
    })
    return emitter.add('AddV2', [column, emitter.list(Array.from({ length: pieces }, (_, at) => at))], INT)
  })
}

/** The first numbers of every row. */
function cut(emitter: TensorFlowEmitter, rows: string, size: number): string {
  return emitter.add('Slice', [rows, emitter.list([0, 0]), emitter.list([-1, size])], {
    ...FLOAT,
    Index: attribute.type('int32'),
  })
}
