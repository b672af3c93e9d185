/** @file Colours as shades of grey. */

/**
 * Luma by the weights of ITU-R BT.601, L = 0.299 R + 0.587 G + 0.114 B, in the integer form that Pillow computes; a grey
 * picture stays as it is.
 * @param colours [pixels, 3]
 * @returns [pixels]
 */
export function toGrey(colours: Uint8Array): Uint8Array {
  const grey = new Uint8Array(colours.length / 3)
  for (let pixel = 0, at = 0; pixel < grey.length; pixel++, at += 3) {
    const red = colours[at] ?? 0
    const green = colours[at + 1] ?? 0
    const blue = colours[at + 2] ?? 0
    grey[pixel] = (red * 19595 + green * 38470 + blue * 7471 + 0x8000) >> 16
  }
  return grey
}
