/** @file The columns of a frame as tensors: rows side by side, as a model reads them. */
import { invariant } from '../../../shared/errors/appError'
import type { Frame } from './frame/frame'

/** @returns float32 [rows, features]. */
export function encodeFigures(frame: Frame, features: readonly string[]): Float32Array<ArrayBuffer> {
  const width = features.length
  const cells = new Float32Array(frame.rowCount * width)
  features.forEach((name, feature) => {
    const { values } = frame.figures(name)
    for (let row = 0, at = feature; row < values.length; row++, at += width) cells[at] = values[row] ?? NaN
  })
  return cells
}

/** @returns int32 [rows, length]. */
export function encodeTokens(frame: Frame, column: string): Int32Array {
  const found = frame.get(column)
  invariant(found.kind === 'tokens', `${column} holds no tokens`)
  return found.cells
}
