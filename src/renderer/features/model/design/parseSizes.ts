/** Reads "28, 28, 1", also with × or spaces between the numbers; null where something else is written. */
export function parseSizes(text: string): number[] | null {
  const parts = text
    .trim()
    .split(/\s*[,，、×x*;]\s*|\s+/)
    .filter((part) => part !== '')
  const sizes = parts.map(Number)
  return sizes.length > 0 && sizes.every((size) => Number.isInteger(size)) ? sizes : null
}

export function formatSizes(sizes: readonly number[]): string {
  return sizes.join(', ')
}
