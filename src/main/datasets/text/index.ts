export { trainBytePairs, type BytePairOptions, type BytePairs } from './bytePairs/trainBytePairs'
export { leftOutWords } from './cutTexts'
export { encodeSequences, encodeTexts, measureUnknown } from './encodeSequences'
export { guessLanguage, type LanguageGuess } from './guessLanguage'
export { previewTokens } from './previewTokens'
export { seeText, type TextReaders } from './seeText'
export { profileTexts } from './profile/profileTexts'
export { countVocabulary } from './terms/countVocabulary'
export { fitTfidf } from './terms/fitTfidf'
export {
  createTermColumns,
  previewTerms,
  weighColumns,
  weighTerms,
  type TermWeights,
} from './terms/weighTerms'
export { fitTokens, type CountedTexts } from './vocabulary'
