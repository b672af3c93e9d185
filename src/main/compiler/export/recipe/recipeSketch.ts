/** @file What an emitter of a primitive works on. */
import type { PastKind, PrimitiveKind, PrimitiveOf } from '../../../../shared/domain/primitives'
import type { OnnxSketch } from '../onnxSketch'
import type { ColumnFrame } from './columnFrame'
import type { GraphInputs } from './graphInputs'

export interface RecipeSketch {
  readonly sketch: OnnxSketch
  /** Figures and texts. */
  readonly frame: ColumnFrame
  readonly inputs: GraphInputs
  /** Columns of texts of which none is missing any more. */
  readonly filled: Set<string>
  /** Columns that are an input of the model of their own: tokens int32 [rows, length], pictures float [rows, height, width, channels]. */
  readonly wholes: Map<string, string>
}

/** What an exported model does itself. */
export type EmittedKind = Exclude<PrimitiveKind, PastKind>
export type EmittedPrimitive = PrimitiveOf<EmittedKind>

/** Emitters of some kinds: a file a family. */
export type Emitters<Kind extends EmittedKind> = {
  readonly [K in Kind]: (primitive: PrimitiveOf<K>, at: RecipeSketch) => void
}
