/** @file Raw columns become the input tensors of an exported model. */
import { invariant } from '../../../shared/errors/appError'
import type { RawInput } from '../../compiler'
import { countVocabulary, encodeTexts, type Frame } from '../../datasets'
import type { InputTensor } from './predictionSession'
import type { PictureTensors } from './pictureTensors'

export interface InputRows {
  readonly frame: Frame
  readonly pictures: PictureTensors
  /** What stands in for a missing text that is cut, by column. */
  readonly fills: ReadonlyMap<string, string>
  /** Rows of a window; 1 where the rows are independent. */
  readonly lookback: number
}

/** @param ends the last row that each prediction reads. @returns its tensor for all of these predictions. */
export async function toTensor(
  raw: RawInput,
  { frame, pictures, fills, lookback }: InputRows,
  ends: Int32Array,
): Promise<InputTensor> {
  const shape = [ends.length, ...raw.shape]
  const textsOf = (rows: Int32Array, fill = ''): string[] => {
    const { codes, texts } = frame.texts(raw.column)
    return Array.from(rows, (row) => texts[codes[row] ?? -1] ?? fill)
  }
  const toCut = (): string[] => textsOf(ends, fills.get(raw.column))
  const cells = raw.shape.length === 2 ? rowsOfWindows(ends, lookback) : ends
  switch (raw.kind) {
    case 'number':
      return { dataType: 'float32', values: Float32Array.from(figuresOf(frame, raw.column, cells)), shape }
    case 'date':
      return { dataType: 'float64', values: figuresOf(frame, raw.column, cells), shape }
    case 'category':
      return { dataType: 'string', values: textsOf(cells), shape }
    case 'tokens':
      return { dataType: 'int64', values: toLongs(encodeTexts(toCut(), raw.fitted)), shape }
    case 'terms':
      return { dataType: 'float32', values: countVocabulary(toCut(), raw.fitted), shape }
    case 'picture':
      return { dataType: 'uint8', values: await pictures.read(raw, ends), shape }
    case 'tensor':
      invariant(false, 'a model of a recipe reads no tensors of its own')
  }
}

function figuresOf(frame: Frame, column: string, rows: Int32Array): Float64Array {
  const { values } = frame.figures(column)
  return Float64Array.from(rows, (row) => values[row] ?? NaN)
}

function toLongs(tokens: Int32Array): BigInt64Array {
  return BigInt64Array.from(tokens, BigInt)
}

/** The rows of all windows, one window after the other. */
function rowsOfWindows(ends: Int32Array, lookback: number): Int32Array {
  const rows = new Int32Array(ends.length * lookback)
  ends.forEach((end, window) => {
    for (let step = 0; step < lookback; step++) rows[window * lookback + step] = end - lookback + 1 + step
  })
  return rows
}
