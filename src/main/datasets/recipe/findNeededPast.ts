/** @file Which figures from earlier rows a model cannot do without. */
import type { FittedRecipe } from '../../../shared/domain/fittedRecipe'
import { isPast, type Primitive, type PrimitiveKind } from '../../../shared/domain/primitives'
import { flowOf } from './primitives'

/** What they give back lacks nothing. */
const FILLING: ReadonlySet<PrimitiveKind> = new Set(['fill', 'fillText', 'neighbours', 'indicator', 'lookup'])

/**
 * @returns columns made from earlier rows whose gaps nothing fills: a row at the beginning of a series, which lacks one, can
 * be read by no prediction.
 */
export function findNeededPast({
  primitives,
  inputs,
}: Pick<FittedRecipe, 'primitives' | 'inputs'>): string[] {
  const causes = new Map<string, ReadonlySet<string>>()
  for (const primitive of primitives) follow(primitive, causes)
  const features = inputs.flatMap(({ source }) => (source.kind === 'figures' ? source.features : []))
  return [...new Set(features.flatMap((name) => [...(causes.get(name) ?? [])]))]
}

/** @param causes of each column, the columns of the past because of which it may lack a figure. */
function follow(primitive: Primitive, causes: Map<string, ReadonlySet<string>>): void {
  const { reads, writes, origins } = flowOf(primitive)
  const causesOf = (names: readonly string[]) =>
    new Set(names.flatMap((name) => [...(causes.get(name) ?? [])]))
  const isInPlace = writes.every((name) => reads.includes(name))
  const found = writes.map((name, at): ReadonlySet<string> => {
    if (isPast(primitive)) return new Set([name])
    if (FILLING.has(primitive.kind)) return new Set()
    return causesOf(isInPlace ? [name] : (origins?.[at] ?? reads))
  })
  writes.forEach((name, at) => causes.set(name, found[at] ?? new Set()))
}
