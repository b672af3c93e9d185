/** @file About how wide a text is, where nothing can measure it. */

const NARROW = /[ijl.,:;'|!()[\]1 ]/
const WIDE = /[mwMW%@]/
/** Scripts whose signs fill a square. */
const SQUARE = /[\u2e80-\u9fff\uac00-\ud7ff\uf900-\ufaff\uff00-\uff60]/

/** @returns pixels, of a system font of this size. */
export function textWidth(text: string, size: number): number {
  return [...text].reduce((total, sign) => total + shareOf(sign) * size, 0)
}

function shareOf(sign: string): number {
  if (SQUARE.test(sign)) return 1
  if (NARROW.test(sign)) return 0.32
  return WIDE.test(sign) ? 0.85 : 0.57
}
