import { Tensor } from 'onnxruntime-node'
import type { Head } from '../../../compiler'
import type { TrainingData } from '../../types'

/** A table as programs take it. Slices share its memory. */
export interface DataFeeds {
  readonly rows: number
  /** `x` and `y` of the rows from `start` up to `end`. */
  slice(start: number, end: number): { readonly x: Tensor; readonly y: Tensor }
}

/** Class indices become integers once, instead of once a step. */
export function createDataFeeds({ rows, x, y }: TrainingData, head: Head, featureCount: number): DataFeeds {
  const classes = head.task === 'multiclass' ? Int32Array.from(y) : null
  return {
    rows,
    slice: (start, end) => ({
      x: new Tensor('float32', x.subarray(start * featureCount, end * featureCount), [
        end - start,
        featureCount,
      ]),
      y: classes
        ? new Tensor('int32', classes.subarray(start, end), [end - start])
        : new Tensor('float32', y.subarray(start, end), [end - start, 1]),
    }),
  }
}
