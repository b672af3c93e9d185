/** @file The rules of all primitives, and what is done with them. */
import type { Primitive, PrimitiveKind, PrimitiveOf } from '../../../../shared/domain/primitives'
import type { Frame } from '../frame/frame'
import { CATEGORY_RULES } from './categories'
import { DATE_RULES } from './dates'
import { FIGURE_RULES } from './figures'
import { JOINING_RULES } from './joining'
import { PAST_RULES } from './past'
import { PICTURE_RULES } from './pictures'
import type { Flow, PrimitiveRule, PrimitiveRules } from './rule'
import { TEXT_RULES } from './texts'

const RULES: PrimitiveRules<PrimitiveKind> = {
  ...FIGURE_RULES,
  ...JOINING_RULES,
  ...CATEGORY_RULES,
  ...DATE_RULES,
  ...PAST_RULES,
  ...TEXT_RULES,
  ...PICTURE_RULES,
}

function ruleOf<Kind extends PrimitiveKind>(primitive: PrimitiveOf<Kind>): PrimitiveRule<PrimitiveOf<Kind>> {
  const kind: Kind = primitive.kind
  return RULES[kind]
}

/** Changes the columns of the frame as the primitive says. */
export function applyPrimitive(primitive: Primitive, frame: Frame): void {
  ruleOf(primitive).apply(primitive, frame)
}

export function applyPrimitives(primitives: readonly Primitive[], frame: Frame): void {
  for (const primitive of primitives) applyPrimitive(primitive, frame)
}

export function flowOf(primitive: Primitive): Flow {
  return ruleOf(primitive).flow(primitive)
}

/**
 * Leaves out what no input needs, from the end to the beginning.
 * @param wanted columns that are needed in the end. @returns what is left, and the raw columns that it reads.
 */
export function prunePrimitives(
  primitives: readonly Primitive[],
  wanted: Iterable<string>,
): { primitives: Primitive[]; reads: Set<string> } {
  const needed = new Set(wanted)
  const kept: Primitive[] = []
  for (const primitive of primitives.toReversed()) {
    const narrowed = ruleOf(primitive).narrow(primitive, (name) => needed.has(name))
    if (!narrowed) continue
    const { reads, writes } = flowOf(narrowed)
    for (const name of writes) needed.delete(name)
    for (const name of reads) needed.add(name)
    kept.push(narrowed)
  }
  return { primitives: kept.reverse(), reads: needed }
}
