/** @returns the whole numbers of a text such as "1, 7, 14", each once and rising; null where it holds none or others. */
export function parseNumbers(
  text: string,
  { low, high, most }: { readonly low: number; readonly high: number; readonly most: number },
): number[] | null {
  const words = text.split(/[\s,;，、]+/).filter((word) => word !== '')
  const numbers = [...new Set(words.map(Number))].sort((left, right) => left - right)
  const isRight = numbers.every((value) => Number.isInteger(value) && value >= low && value <= high)
  return numbers.length > 0 && numbers.length <= most && isRight ? numbers : null
}
