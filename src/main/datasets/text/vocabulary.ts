import { firstToken, type FittedTokens } from '../../../shared/domain/fittedText'
import type { TokenSettings } from '../../../shared/domain/textSettings'
import { trainBytePairs } from './bytePairs/trainBytePairs'
import type { Cut } from './cut'
import { cutTexts, type CutTexts } from './cutTexts'
import { FALLBACK_LANGUAGE, guessLanguage } from './guessLanguage'

/** Different texts, and how many training rows hold each: 0 for those of other rows alone. */
export interface CountedTexts {
  readonly texts: readonly string[]
  readonly counts: ArrayLike<number>
}

/** Learns which units have a number: the commonest of the training rows. */
export function fitTokens(column: CountedTexts, settings: TokenSettings): FittedTokens {
  const language = decideLanguage(column, settings.language)
  const counts = countUnits(cutTexts(column.texts, { ...settings, language }), column.counts)
  const room = settings.vocabularySize - firstToken(settings)
  if (settings.unit !== 'bytePairs') {
    const common = [...counts].filter(([, count]) => count >= settings.minimumCount)
    return { settings, language, vocabulary: commonestFirst(common).slice(0, room), merges: [] }
  }
  const pairs = trainBytePairs(counts, { size: room, minimumCount: settings.minimumCount })
  return { settings, language, vocabulary: commonestFirst([...pairs.counts]), merges: [...pairs.merges] }
}

/** @returns the language to cut in, guessed from the training rows alone where it is `auto`. */
export function decideLanguage({ texts, counts }: CountedTexts, language: string): string {
  if (language !== 'auto') return language
  const training = texts.filter((_, index) => (counts[index] ?? 0) > 0)
  return guessLanguage(training).language ?? FALLBACK_LANGUAGE
}

/** @returns how to cut texts as those that something was fitted on. */
export function cutOf(fitted: { readonly settings: Omit<Cut, 'language'>; readonly language: string }): Cut {
  return { ...fitted.settings, language: fitted.language }
}

/** @param rows how many rows hold each text. */
function countUnits({ units, codes, starts }: CutTexts, rows: ArrayLike<number>): Map<string, number> {
  const counts = new Float64Array(units.length)
  for (let text = 0; text + 1 < starts.length; text++) {
    const times = rows[text] ?? 0
    if (times === 0) continue
    for (let at = starts[text] ?? 0; at < (starts[text + 1] ?? 0); at++) {
      const code = codes[at] ?? 0
      counts[code] = (counts[code] ?? 0) + times
    }
  }
  const seen = new Map<string, number>()
  units.forEach((unit, code) => {
    const count = counts[code] ?? 0
    if (count > 0) seen.set(unit, count)
  })
  return seen
}

/** Equally common ones in the order of their code units, so that the order of the rows does not matter. */
function commonestFirst(counts: [text: string, count: number][]): string[] {
  return counts
    .sort(([one, ones], [other, others]) => others - ones || (one < other ? -1 : 1))
    .map(([text]) => text)
}
