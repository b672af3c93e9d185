import type { FittedTfidf } from '../../../../shared/domain/fittedText'
import { weighTerms } from './weighTerms'

/** @returns [texts, terms]: how often each term of the vocabulary stands in each text, before any weighting. */
export function countVocabulary(texts: readonly string[], fitted: FittedTfidf): Float32Array {
  const { starts, features, weights } = weighTerms(texts, withoutWeights(fitted))
  const width = fitted.vocabulary.length
  const counts = new Float32Array(texts.length * width)
  for (let text = 0; text < texts.length; text++) {
    for (let at = starts[text] ?? 0; at < (starts[text + 1] ?? 0); at++)
      counts[text * width + (features[at] ?? 0)] = weights[at] ?? 0
  }
  return counts
}

function withoutWeights(fitted: FittedTfidf): FittedTfidf {
  return {
    ...fitted,
    settings: { ...fitted.settings, weighting: 'counts', sublinear: false, norm: 'none' },
    idf: fitted.idf.map(() => 1),
  }
}
