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
  /** Weight of `Σw²` in the loss; 0 for none. */
  readonly l2: number
}
