/** @file The emitters of all primitives that an exported model does itself. */
import { CALENDAR_EMITTERS } from './calendar'
import { CATEGORY_EMITTERS } from './categories'
import { FIGURE_EMITTERS } from './figures'
import { JOINING_EMITTERS } from './joining'
import { MEDIA_EMITTERS } from './media'
import { NEIGHBOUR_EMITTERS } from './neighbours'
import type { EmittedKind, EmittedPrimitive, Emitters, RecipeSketch } from '../recipeSketch'

const EMITTERS: Emitters<EmittedKind> = {
  ...FIGURE_EMITTERS,
  ...JOINING_EMITTERS,
  ...NEIGHBOUR_EMITTERS,
  ...CATEGORY_EMITTERS,
  ...CALENDAR_EMITTERS,
  ...MEDIA_EMITTERS,
}

/** Writes the nodes of one primitive; standard operators only. */
export function emitPrimitive(primitive: EmittedPrimitive, at: RecipeSketch): void {
  // The emitter of a kind takes primitives of that kind, which the union over all kinds cannot express.
  const emit = EMITTERS[primitive.kind] as (primitive: EmittedPrimitive, at: RecipeSketch) => void
  emit(primitive, at)
}
