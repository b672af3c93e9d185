/** @file A tensor that is learnt: its name, shape and first values. */
import type { InitializerName } from '../../../shared/domain/modelSpec'

export interface ParameterSpec {
  /** `layerId/kernel` or `layerId/bias`; unique in a model. */
  readonly name: string
  readonly shape: readonly number[]
  readonly initializer: InitializerName
  /** Values that reach one output, and outputs that one value reaches. */
  readonly fanIn: number
  readonly fanOut: number
  /** Spread or value of the initializers that do not follow from the fans. */
  readonly initialScale: number
  /** Weight of `Σ|w|` in the loss; 0 for none. */
  readonly l1: number
  /** Weight of `Σw²` in the loss; 0 for none. */
  readonly l2: number
  /** Length at most of each column; 0 for any. */
  readonly maxNorm: number
}
