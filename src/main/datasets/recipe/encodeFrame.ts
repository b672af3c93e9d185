/** @file The columns of a frame as tensors: rows side by side, as a model reads them. */
import { AppError, invariant } from '../../../shared/errors/appError'
import type { Frame } from './frame/frame'

/** The largest float32. */
const LARGEST = 3.4028234e38

/**
 * A gap that came through a recipe is a bug: it would spoil a whole training without a word.
 * @returns float32 [rows, features].
 * @throws {recipe/too-large} for a figure that float32 does not hold.
 */
export function encodeFigures(frame: Frame, features: readonly string[]): Float32Array<ArrayBuffer> {
  const width = features.length
  const cells = new Float32Array(frame.rowCount * width)
  features.forEach((name, first) => {
    const column = frame.figures(name)
    if (column.writeTo) {
      column.writeTo(cells, first, width)
      return
    }
    const { isWhole, isHeld } = writeValues(column.values, cells, { first, width })
    invariant(isWhole, `${name} lacks a figure`)
    if (!isHeld) throw new AppError('recipe/too-large', { column: name })
  })
  return cells
}

/** @returns whether all figures are there, and none is too large. */
function writeValues(
  values: Float64Array,
  cells: Float32Array,
  { first, width }: { first: number; width: number },
): { isWhole: boolean; isHeld: boolean } {
  let [isWhole, isHeld] = [true, true]
  for (let row = 0, at = first; row < values.length; row++, at += width) {
    const value = values[row] ?? NaN
    if (Number.isNaN(value)) isWhole = false
    if (Math.abs(value) > LARGEST) isHeld = false
    cells[at] = value
  }
  return { isWhole, isHeld }
}

/** @returns int32 [rows, length]. */
export function encodeTokens(frame: Frame, column: string): Int32Array {
  const found = frame.get(column)
  invariant(found.kind === 'tokens', `${column} holds no tokens`)
  return found.cells
}
