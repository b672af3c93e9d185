import type { Span } from '@shared/domain/modelCheck'
import { readingOf } from './layerLinks'
import type { LayerKind } from './layerTree'

/** A layer that a new one might read. */
export interface Candidate {
  readonly id: string
  readonly kind: LayerKind
  readonly shape: readonly Span[] | undefined
}

/**
 * What a new layer of several inputs reads, so that it begins without a mistake: the layer above, and the farthest one whose
 * output goes with it, up to the sum before; so a sum closes a residual block. Undefined for other kinds.
 * @param above what stands before the new layer, the nearest first
 */
export function suggestInputs(kind: LayerKind, above: readonly Candidate[]): readonly string[] | undefined {
  const [last, ...before] = above
  if (readingOf(kind) !== 'several' || last === undefined) return undefined
  const stop = before.findIndex((candidate) => readingOf(candidate.kind) === 'several')
  const near = stop < 0 ? before : before.slice(0, stop + 1)
  const other = near.findLast(({ shape }) => goTogether(kind, last.shape, shape)) ?? before[0]
  return other === undefined ? undefined : [last.id, other.id]
}

function goTogether(
  kind: LayerKind,
  one: readonly Span[] | undefined,
  other: readonly Span[] | undefined,
): boolean {
  if (one === undefined || other === undefined || one.length !== other.length) return false
  const axes = kind === 'concatenate' ? one.length - 1 : one.length
  return one
    .slice(0, axes)
    .every((size, axis) => size.low === other[axis]?.low && size.high === other[axis].high)
}
