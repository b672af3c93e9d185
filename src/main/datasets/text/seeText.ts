import type { FittedTfidf, FittedTokens } from '../../../shared/domain/fittedText'
import { SEEN_TOKENS, type SeenText } from '../../../shared/domain/seenText'
import { previewTokens } from './previewTokens'
import { previewTerms } from './terms/weighTerms'

const SHOWN_CHARACTERS = 4000

/** What a recipe makes of a text; null where it makes nothing of the kind. */
export interface TextReaders {
  readonly tokens: FittedTokens | null
  readonly tfidf: FittedTfidf | null
}

/** Shows how a model sees a text: of a long one the beginning. */
export function seeText(text: string, { tokens, tfidf }: TextReaders): SeenText {
  const seen = tokens ? previewTokens(text, tokens) : []
  return {
    text: text.slice(0, SHOWN_CHARACTERS),
    tokens: seen.slice(0, SEEN_TOKENS),
    tokenCount: seen.length,
    terms: tfidf ? previewTerms(text, tfidf).slice(0, SEEN_TOKENS) : [],
  }
}
