/** @file Where the cells of a row lie in the bytes of a file, so that most of them need never become texts. */

/** Valid until the next row is read. */
export interface CellSpans {
  /** UTF-8. */
  readonly bytes: Buffer
  readonly count: number
  /** First byte of each cell, and the byte after its last. */
  readonly starts: Int32Array
  readonly ends: Int32Array
  /** 1 for cells without blanks at their ends, as far as their first and last byte tell; 0 for those still to be trimmed. */
  readonly areTrim: Uint8Array
  /** Cells that read otherwise than they are written: with doubled quotes, or words after a closing one. */
  readonly rewritten: ReadonlyMap<number, string>
}

const SPACE = 32
/** The first bytes of blanks that UTF-8 writes with several: of U+00A0, U+1680, U+2000 and others, U+3000, U+FEFF. */
const WIDE_BLANKS = new Set<number | undefined>([0xc2, 0xe1, 0xe2, 0xe3, 0xef])

/**
 * Cuts blanks off both ends of a span, which it writes back.
 * @returns false where a blank of several bytes may be left: the text itself has to be trimmed.
 */
export function trimSpan({ bytes, starts, ends }: CellSpans, index: number): boolean {
  let start = starts[index] ?? 0
  let end = ends[index] ?? 0
  while (start < end && isBlank(bytes[start])) start++
  while (end > start && isBlank(bytes[end - 1])) end--
  starts[index] = start
  ends[index] = end
  if (start === end) return true
  return ((bytes[start] ?? 0) | (bytes[end - 1] ?? 0)) < 0x80 || !mayBeWide(bytes, start, end)
}

function mayBeWide(bytes: Buffer, start: number, end: number): boolean {
  const mayEnd =
    (bytes[end - 1] ?? 0) >= 0x80 && (WIDE_BLANKS.has(bytes[end - 2]) || WIDE_BLANKS.has(bytes[end - 3]))
  return WIDE_BLANKS.has(bytes[start]) || mayEnd
}

function isBlank(byte: number | undefined): boolean {
  return byte === SPACE || (byte !== undefined && byte >= 9 && byte <= 13)
}

/** @returns the cell as a trimmed text. */
export function textOfCell(spans: CellSpans, index: number): string {
  const rewritten = spans.rewritten.get(index)
  return (rewritten ?? spans.bytes.toString('utf8', spans.starts[index], spans.ends[index])).trim()
}
