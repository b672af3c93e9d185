/** @file What is known of each kind of primitive: how it is done, and which columns it has to do with. */
import type { PrimitiveKind, PrimitiveOf } from '../../../../shared/domain/primitives'
import type { Frame } from '../frame/frame'

/** Columns by name. */
export interface Flow {
  /** Those it looks at. */
  readonly reads: readonly string[]
  /** Those it adds or changes. */
  readonly writes: readonly string[]
  /** Those that each of `writes` is made of, where that is not all of `reads`. */
  readonly origins?: readonly (readonly string[])[]
}

export interface PrimitiveRule<Primitive> {
  apply(primitive: Primitive, frame: Frame): void
  flow(primitive: Primitive): Flow
  /** @returns what of it is needed for the columns that are needed after it; null where nothing is. */
  narrow(primitive: Primitive, isNeeded: (name: string) => boolean): Primitive | null
}

/** Rules of some kinds: a file a family. */
export type PrimitiveRules<Kind extends PrimitiveKind> = {
  readonly [K in Kind]: PrimitiveRule<PrimitiveOf<K>>
}

/** For primitives that cannot be divided. */
export function wholeOrNone<P>(flow: PrimitiveRule<P>['flow']): Pick<PrimitiveRule<P>, 'flow' | 'narrow'> {
  return { flow, narrow: (primitive, isNeeded) => (flow(primitive).writes.some(isNeeded) ? primitive : null) }
}

/** @returns the places whose name is needed; null for none. */
export function neededPlaces(names: readonly string[], isNeeded: (name: string) => boolean): number[] | null {
  const places = [...names.keys()].filter((place) => isNeeded(names[place] ?? ''))
  return places.length > 0 ? places : null
}

/** @returns what stands at these places. */
export function at<T>(list: readonly T[], places: readonly number[]): T[] {
  return places.flatMap((place) => {
    const item = list[place]
    return item === undefined ? [] : [item]
  })
}
