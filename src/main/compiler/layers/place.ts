/** @file Where a layer stands in its model. */
import type { Head } from './head'

/** What a layer may ask about the model around it. */
export interface LayerPlace {
  /** Sizes of the axes but the batch, channels last, of all that it reads; the first one once more alone. */
  readonly inputShapes: readonly (readonly number[])[]
  readonly inputShape: readonly number[]
  /** Different tokens of the data, where the layer reads tokens; else 0. */
  readonly vocabulary: number
  readonly head: Head
}
