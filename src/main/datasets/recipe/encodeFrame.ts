/** @file The columns of a frame as tensors: rows side by side, as a model reads them. */
import { AppError, invariant } from '../../../shared/errors/appError'
import type { Frame } from './frame/frame'

/** The largest float32. */
const LARGEST = 3.4028234e38
/** Cells that are turned from columns to rows at once: as many as the fastest memory holds. */
const TILE_CELLS = 16_384

/**
 * A gap that came through a recipe is a bug: it would spoil a whole training without a word.
 * @returns float32 [rows, features].
 * @throws {recipe/too-large} for a figure that float32 does not hold.
 */
export function encodeFigures(frame: Frame, features: readonly string[]): Float32Array<ArrayBuffer> {
  const width = features.length
  const cells = new Float32Array(frame.rowCount * width)
  const columns = features.map((name) => frame.figures(name).values)
  columns.forEach((values, at) => {
    checkFigures(values, features[at] ?? '')
  })
  const rows = Math.max(1, Math.floor(TILE_CELLS / Math.max(1, width)))
  for (let start = 0; start < frame.rowCount; start += rows) {
    const end = Math.min(start + rows, frame.rowCount)
    for (let column = 0; column < width; column++) {
      const values = columns[column]
      if (!values) continue
      for (let row = start, at = start * width + column; row < end; row++, at += width)
        cells[at] = values[row] ?? NaN
    }
  }
  return cells
}

function checkFigures(values: Float64Array, column: string): void {
  let isHeld = true
  for (let row = 0; row < values.length; row++) {
    // NaN is not held either.
    if (!(Math.abs(values[row] ?? NaN) <= LARGEST)) isHeld = false
  }
  if (isHeld) return
  invariant(!values.some(Number.isNaN), `${column} lacks a figure`)
  throw new AppError('recipe/too-large', { column })
}

/** @returns int32 [rows, length]. */
export function encodeTokens(frame: Frame, column: string): Int32Array {
  const found = frame.get(column)
  invariant(found.kind === 'tokens', `${column} holds no tokens`)
  return found.cells
}
