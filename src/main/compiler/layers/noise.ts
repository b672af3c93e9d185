/** @file The noise that a layer asks for in training. */

/** Factors that are 0 with probability `rate`, else 1/(1 − rate); or normal summands of this deviation. */
export type NoiseDraw =
  | { readonly kind: 'dropout'; readonly rate: number }
  | { readonly kind: 'normal'; readonly deviation: number }

export interface NoiseSpec {
  /** Unique in a model: the layer's id, with `/` and a word where a layer has several. */
  readonly name: string
  /** Of one row; axes of size 1 stretch over what the noise is applied to. */
  readonly shape: readonly number[]
  readonly draw: NoiseDraw
}

/** Whether the noise changes anything. */
export function isSilent(draw: NoiseDraw): boolean {
  return draw.kind === 'dropout' ? draw.rate === 0 : draw.deviation === 0
}
