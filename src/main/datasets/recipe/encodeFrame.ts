/** @file The columns of a frame as tensors: rows side by side, as a model reads them. */
import { invariant } from '../../../shared/errors/appError'
import type { Frame } from './frame/frame'

/**
 * @returns float32 [rows, features]. A gap that came through a recipe is a bug: it would spoil a whole training without a
 * word.
 */
export function encodeFigures(frame: Frame, features: readonly string[]): Float32Array<ArrayBuffer> {
  const width = features.length
  const cells = new Float32Array(frame.rowCount * width)
  features.forEach((name, first) => {
    const column = frame.figures(name)
    if (column.writeTo) column.writeTo(cells, first, width)
    else invariant(writeValues(column.values, cells, { first, width }), `${name} lacks a figure`)
  })
  return cells
}

/** @returns whether all of them are there. */
function writeValues(
  values: Float64Array,
  cells: Float32Array,
  { first, width }: { first: number; width: number },
): boolean {
  let isWhole = true
  for (let row = 0, at = first; row < values.length; row++, at += width) {
    const value = values[row] ?? NaN
    if (Number.isNaN(value)) isWhole = false
    cells[at] = value
  }
  return isWhole
}

/** @returns int32 [rows, length]. */
export function encodeTokens(frame: Frame, column: string): Int32Array {
  const found = frame.get(column)
  invariant(found.kind === 'tokens', `${column} holds no tokens`)
  return found.cells
}
