/** @file Why a layer cannot read what it is given, as keys that the window words. */
import type { MisfitReason } from '../../../shared/domain/modelCheck'
import type { LayerPlace } from './place'

export interface Misfit {
  readonly reason: MisfitReason
  /** What the layer takes: `[steps, channels]`, `at least 3 steps`, a number. */
  readonly expected: string
  /** What it is given. */
  readonly found: string
}

const AXES: Readonly<Record<number, string>> = {
  1: '[features]',
  2: '[steps, channels]',
  3: '[height, width, channels]',
}

export function formatShape(shape: readonly number[]): string {
  return `[${shape.join(', ')}]`
}

/** @param ranks numbers of axes but the batch that the layer takes */
export function wrongRank({ inputShapes }: LayerPlace, ...ranks: readonly number[]): Misfit | null {
  const wrong = inputShapes.find((shape) => !ranks.includes(shape.length))
  if (wrong === undefined) return null
  const expected = ranks.map((rank) => AXES[rank] ?? `${rank} axes`).join(' / ')
  return { reason: 'rank', expected, found: formatShape(wrong) }
}

/** Where nothing is left of an axis. */
export function tooSmall(place: LayerPlace, outputShape: readonly number[], expected: string): Misfit | null {
  return outputShape.every((size) => size > 0)
    ? null
    : { reason: 'tooSmall', expected, found: formatShape(place.inputShape) }
}
