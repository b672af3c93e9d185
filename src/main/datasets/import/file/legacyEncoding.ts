/** @file Tells the encodings from before Unicode apart by how likely the characters are that the bytes would spell. */
import type { Dialect } from '../../../../shared/domain/dialect'

type Legacy = Extract<Dialect['encoding'], 'gbk' | 'shift_jis' | 'windows-1252'>

/** How likely the character at a place is (−1: there is none), and how many bytes it takes. */
type Judge = (byte: number, next: number, previous: number) => { score: number; length: 1 | 2 }

/** Bytes that are judged: figures around them say nothing. */
const MOST_FOREIGN_BYTES = 20_000

/**
 * @returns the likeliest encoding of bytes that are no UTF-8. General detectors need a page of text; a table often has only
 * a dozen foreign words, but they have to be likely ones.
 */
export function detectLegacy(bytes: Uint8Array): Legacy {
  const scores = (Object.keys(JUDGES) as Legacy[]).map((encoding) => ({
    encoding,
    score: scoreOf(bytes, JUDGES[encoding]),
  }))
  return scores.reduce((best, other) => (other.score > best.score ? other : best)).encoding
}

function scoreOf(bytes: Uint8Array, judge: Judge): number {
  let [sum, count] = [0, 0]
  for (let at = 0; at < bytes.length && count < MOST_FOREIGN_BYTES;) {
    const byte = bytes[at] ?? 0
    if (byte < 0x80) {
      at++
      continue
    }
    const { score, length } = judge(byte, bytes[at + 1] ?? 0, bytes[at - 1] ?? 0)
    sum += score
    count++
    at += length
  }
  return count === 0 ? 0 : sum / count
}

/** Windows-1252 first: it wins where nothing speaks for another. */
const JUDGES: { readonly [E in Legacy]: Judge } = {
  'windows-1252': (byte, next, previous) => {
    if ([0x81, 0x8d, 0x8f, 0x90, 0x9d].includes(byte)) return { score: -1, length: 1 }
    const isAlone = next < 0x80 && previous < 0x80
    if (byte >= 0xc0) return { score: isAlone ? 0.9 : 0.1, length: 1 }
    return { score: isAlone ? 0.6 : 0.2, length: 1 }
  },
  gbk: (byte, next) => {
    if (byte === 0x80 || byte === 0xff || next < 0x40 || next === 0x7f || next === 0xff)
      return { score: -1, length: 1 }
    return { score: scoreGbk(byte, next), length: 2 }
  },
  shift_jis: (byte, next) => {
    if (byte >= 0xa1 && byte <= 0xdf) return { score: 0.15, length: 1 }
    const isLead = (byte >= 0x81 && byte <= 0x9f) || (byte >= 0xe0 && byte <= 0xfc)
    if (!isLead || next < 0x40 || next === 0x7f || next > 0xfc) return { score: -1, length: 1 }
    return { score: scoreShiftJis(byte, next), length: 2 }
  },
}

/** Common characters lie at B0 to D7, rarer ones of GB 2312 up to F7, punctuation at A1 to A3. */
function scoreGbk(lead: number, trail: number): number {
  if (trail < 0xa1) return 0.2
  if (lead >= 0xb0 && lead <= 0xd7) return 1
  if (lead >= 0xa1 && lead <= 0xa3) return 0.8
  return lead >= 0xd8 && lead <= 0xf7 ? 0.6 : 0.2
}

/** Hiragana and katakana lie at 82 9F to 83 96, common characters at 88 9F to 97, punctuation at 81. */
function scoreShiftJis(lead: number, trail: number): number {
  const isKana = (lead === 0x82 && trail >= 0x9f && trail <= 0xf1) || (lead === 0x83 && trail <= 0x96)
  if (isKana) return 1
  if (lead >= 0x88 && lead <= 0x97) return 0.9
  if (lead === 0x81 || lead === 0x82) return 0.8
  return (lead >= 0x98 && lead <= 0x9f) || (lead >= 0xe0 && lead <= 0xea) ? 0.5 : 0.1
}
