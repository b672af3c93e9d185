/** @file The classes of a target in the order of the model's outputs. */
import { parseNumber, type Decimal } from '../import/cellText'
import type { TextView } from '../import/table/views'

export interface ClassLabels {
  /** Ascending as numbers if all of them are, else by code points. The second of two is the positive one. */
  readonly labels: readonly string[]
  /** From a code of the view to its place in `labels`; −1 for texts that the rows do not have. */
  readonly indexOfCode: Int32Array
  /** Rows of each label. */
  readonly counts: readonly number[]
}

/** @param rows the rows that count. */
export function listClasses(view: TextView, rows: Int32Array, decimal: Decimal): ClassLabels {
  const counts = new Int32Array(view.texts.length)
  for (const row of rows) {
    const code = view.codes[row] ?? -1
    if (code >= 0) counts[code] = (counts[code] ?? 0) + 1
  }
  const codes = [...counts.keys()].filter((code) => (counts[code] ?? 0) > 0)
  const textOf = (code: number) => view.texts[code] ?? ''
  const areNumbers = codes.every((code) => !Number.isNaN(parseNumber(textOf(code), decimal)))
  codes.sort((left, right) => {
    const byNumber = areNumbers ? parseNumber(textOf(left), decimal) - parseNumber(textOf(right), decimal) : 0
    return byNumber !== 0 ? byNumber : compareTexts(textOf(left), textOf(right))
  })
  const indexOfCode = new Int32Array(view.texts.length).fill(-1)
  codes.forEach((code, index) => (indexOfCode[code] = index))
  return { labels: codes.map(textOf), indexOfCode, counts: codes.map((code) => counts[code] ?? 0) }
}

function compareTexts(left: string, right: string): number {
  if (left === right) return 0
  return left < right ? -1 : 1
}
