/** @file How a window slides along an axis. */

/** [height, width], or [before, after]. */
export type Pair = readonly [number, number]

/** A window of `size` elements, `dilation` apart, that moves on by `stride` over an axis with `margin` more at its ends. */
export interface Slide {
  readonly size: number
  readonly stride: number
  readonly dilation: number
  readonly margin: Pair
}

/** @returns how far a window reaches, from its first element to its last one. */
export function reachOf({ size, dilation }: Pick<Slide, 'size' | 'dilation'>): number {
  return (size - 1) * dilation + 1
}

/** @returns at how many places the window fits; 0 or less where it does not. */
export function placesOf(length: number, slide: Slide): number {
  const [before, after] = slide.margin
  return Math.floor((length + before + after - reachOf(slide)) / slide.stride) + 1
}
