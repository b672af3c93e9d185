import { createRandom } from '../../../../shared/util/random'
import { countTexts, type TextView } from '../../import/table/views'

/** As UTF-8: enough for 2,000 reviews of films. About a second of work, in any script. */
const MOST_BYTES = 10_000_000
const MOST_TEXTS = 100_000
const SEED = 1

export interface SampledTexts {
  /** Codes of the texts that are looked at, ascending. */
  readonly codes: readonly number[]
  /** Rows with a text that is not blank. */
  readonly textCount: number
  readonly duplicateCount: number
}

/** Counts rows with a text, and chooses the different texts to look at: all, or where they are too many always the same ones. */
export function sampleTexts(view: TextView): SampledTexts {
  const counts = countTexts(view)
  const present = view.texts.flatMap((text, code) =>
    (counts[code] ?? 0) > 0 && text.trim() !== '' ? [code] : [],
  )
  const textCount = present.reduce((sum, code) => sum + (counts[code] ?? 0), 0)
  const codes = takeSome(present, view.texts)
  return { codes, textCount, duplicateCount: textCount - present.length }
}

function takeSome(codes: readonly number[], texts: readonly string[]): readonly number[] {
  const size = codes.reduce((sum, code) => sum + Buffer.byteLength(texts[code] ?? ''), 0)
  if (size <= MOST_BYTES && codes.length <= MOST_TEXTS) return codes
  const taken: number[] = []
  let room = MOST_BYTES
  for (const code of createRandom(SEED).shuffle([...codes])) {
    room -= Buffer.byteLength(texts[code] ?? '')
    if (taken.length > 0 && (room < 0 || taken.length === MOST_TEXTS)) break
    taken.push(code)
  }
  return taken.sort((one, other) => one - other)
}
