/** @file What is placed: boxes and bends, and what links them. */

/** A box, or the bend of an arrow that passes a layer. */
export interface Slot {
  readonly id: string
  readonly width: number
  readonly height: number
}

export interface Link {
  readonly from: string
  readonly to: string
}
