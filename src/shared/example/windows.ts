/** @file Which numbers a window of a convolution or a pool sees: for the formula of one place. */

export interface WindowSpec {
  readonly size: number
  readonly stride: number
  readonly dilation: number
  readonly padding: 'valid' | 'same' | 'causal'
}

/** @returns the places of an axis of this length that the window at `at` sees; null where it sees padding. */
export function placesSeen(length: number, at: number, window: WindowSpec): (number | null)[] {
  const { size, stride, dilation, padding } = window
  const reach = (size - 1) * dilation + 1
  const missing = Math.max((Math.ceil(length / stride) - 1) * stride + reach - length, 0)
  const before = padding === 'valid' ? 0 : padding === 'causal' ? reach - 1 : Math.floor(missing / 2)
  return Array.from({ length: size }, (_, tap) => {
    const place = at * stride + tap * dilation - before
    return place >= 0 && place < length ? place : null
  })
}
