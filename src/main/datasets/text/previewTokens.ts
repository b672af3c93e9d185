import { WORD_END, type FittedTokens } from '../../../shared/domain/fittedText'
import type { TokenPreview } from '../../../shared/domain/textPreview'
import { createPieceSplitter } from './bytePairs/splitPieces'
import { cutText } from './cutTexts'
import { createLookup, placeIn } from './encodeSequences'
import { cutOf } from './vocabulary'

/** Shows how one text is seen: every unit or piece with its number, and whether it fits into the sequence. */
export function previewTokens(text: string, fitted: FittedTokens): TokenPreview[] {
  const words = cutText(text, cutOf(fitted))
  const split = createPieceSplitter(fitted.merges)
  const pieces = fitted.settings.unit === 'bytePairs' ? words.flatMap((word) => split(word)) : words
  const known = new Set(fitted.vocabulary)
  const numberOf = createLookup(fitted)
  const numbers = pieces.map(numberOf)
  const [from] = placeIn(numbers.filter((number) => number >= 0).length, fitted.settings)
  let place = 0
  return pieces.map((piece, index) => {
    const id = numbers[index] ?? -1
    const isNumbered = id >= 0
    const isKept = isNumbered && place >= from && place < from + fitted.settings.length
    if (isNumbered) place++
    return {
      text: piece.replace(WORD_END, ''),
      id: isNumbered ? id : null,
      isUnknown: !known.has(piece),
      isKept,
      endsWord: fitted.settings.unit !== 'bytePairs' || piece.endsWith(WORD_END),
    }
  })
}
