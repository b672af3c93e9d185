/** @file What a script is written of: a model, how it is trained, and the run that it repeats. */
import type { CodeFramework } from '../../../shared/domain/code'
import type { TrainingSpec } from '../../../shared/domain/trainingSpec'
import type { ModelRequest } from '../compile/modelPlan'

export interface CodeRequest extends ModelRequest {
  readonly framework: CodeFramework
  readonly training: TrainingSpec
  /** Stands in the heading: study and trial. */
  readonly title: string
  readonly seed: number
  /** Epochs that were trained: fewer than planned where patience ended the run. */
  readonly epochs: number
  /** Which inputs lie on the disk as bytes that stand for value / 255. */
  readonly byteInputs: readonly string[]
  /** Whether the loss of every training row is multiplied with a number of its own. */
  readonly hasRowWeights: boolean
  /** Whether pictures are changed by chance in training, which no script repeats. */
  readonly hasAugmentation: boolean
}
