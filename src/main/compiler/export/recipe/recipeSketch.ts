/** @file What an emitter of a primitive works on. */
import type { Primitive, PrimitiveKind, PrimitiveOf } from '../../../../shared/domain/primitives'
import type { OnnxSketch } from '../onnxSketch'
import type { ColumnFrame } from './columnFrame'
import type { GraphInputs } from './graphInputs'

export interface RecipeSketch {
  readonly sketch: OnnxSketch
  /** Figures and texts. */
  readonly frame: ColumnFrame
  readonly inputs: GraphInputs
  /** Columns that are an input of the model of their own: tokens int32 [rows, length], pictures float [rows, height, width, channels]. */
  readonly wholes: Map<string, string>
}

/** Primitives that look at earlier rows: whoever runs the model has done them. */
export const PAST_KINDS = ['lag', 'rolling', 'difference'] as const
type PastKind = (typeof PAST_KINDS)[number]
export type EmittedKind = Exclude<PrimitiveKind, PastKind>
export type EmittedPrimitive = PrimitiveOf<EmittedKind>

export function isPast(primitive: Primitive): primitive is PrimitiveOf<PastKind> {
  return (PAST_KINDS as readonly string[]).includes(primitive.kind)
}

/** Emitters of some kinds: a file a family. */
export type Emitters<Kind extends EmittedKind> = {
  readonly [K in Kind]: (primitive: PrimitiveOf<K>, at: RecipeSketch) => void
}
