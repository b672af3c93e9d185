/** @file Writes samples of a series out: the figures of their rows, one sample after the other. */
import type { Windows } from './makeWindows'

export interface FigureRows {
  /** [places, width]: what the model reads of each row, in the order of the series. */
  readonly figures: Float32Array
  readonly width: number
}

/**
 * @param ends places of the last rows that the samples read
 * @returns [samples, lookback, width]
 */
export function gatherWindows(
  { figures, width }: FigureRows,
  { lookback }: Pick<Windows, 'lookback'>,
  ends: Int32Array,
): Float32Array {
  const size = lookback * width
  const gathered = new Float32Array(ends.length * size)
  ends.forEach((end, sample) => {
    gathered.set(figures.subarray((end - lookback + 1) * width, (end + 1) * width), sample * size)
  })
  return gathered
}
