/** @file Raw cells through a fitted recipe, as a test writes them down: what the data engine makes of them. */
import type { FittedRecipe, RawColumn } from '../../../../shared/domain/fittedRecipe'
import { encodeFigures } from '../encodeFrame'
import { toFigures, type FrameColumn } from '../frame/columns'
import { Frame } from '../frame/frame'
import { applyPrimitives } from '../primitives'

/** A figure (dates as days since 1970-01-01), a text, or null where missing. */
export type RawCell = number | string | null

/** @param rows cells in the order of `fitted.reads`. @returns the figures of the main input, [rows, features]. */
export function applyFitted(fitted: FittedRecipe, rows: readonly (readonly RawCell[])[]): Float32Array {
  const frame = new Frame(
    rows.length,
    fitted.reads.map((read, at) => [
      read.column,
      toColumn(
        read,
        rows.map((row) => row[at] ?? null),
      ),
    ]),
  )
  applyPrimitives(fitted.primitives, frame)
  const [main] = fitted.inputs
  return main?.source.kind === 'figures' ? encodeFigures(frame, main.source.features) : new Float32Array(0)
}

function toColumn({ kind }: RawColumn, cells: readonly RawCell[]): FrameColumn {
  if (kind === 'number' || kind === 'date') {
    const values = Float64Array.from(cells, (cell) => (typeof cell === 'number' ? cell : NaN))
    return toFigures(values, kind === 'date')
  }
  const texts = [...new Set(cells.filter((cell) => cell !== null).map(String))]
  const codes = Int32Array.from(cells, (cell) => (cell === null ? -1 : texts.indexOf(String(cell))))
  return { kind: 'texts', use: kind, codes, texts }
}
