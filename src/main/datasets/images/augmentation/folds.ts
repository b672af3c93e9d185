/** @file Where a place beside a picture is read instead. */
import type { Augmentation } from '../../../../shared/domain/augmentation'

/** @returns where a place lies inside, 0 … size − 1 (up to size for `wrap`); −1 for nowhere. */
export type Fold = (place: number, size: number) => number

/** As scipy.ndimage has them: `reflect` mirrors about the border of the last pixel, `wrap` is its `grid-wrap`. */
export const FOLDS: Readonly<Record<Augmentation['fillMode'], Fold>> = {
  constant: (place, size) => (place >= 0 && place <= size - 1 ? place : -1),
  nearest: (place, size) => Math.min(Math.max(place, 0), size - 1),
  reflect: (place, size) => {
    const round = positiveRest(place + 0.5, 2 * size)
    const folded = (round < size ? round : 2 * size - round) - 0.5
    return Math.min(Math.max(folded, 0), size - 1)
  },
  wrap: positiveRest,
}

function positiveRest(place: number, size: number): number {
  const rest = place % size
  return rest < 0 ? rest + size : rest
}
