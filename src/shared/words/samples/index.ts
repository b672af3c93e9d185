/** @file What there is to say about samples, in every language. */
import type { WordsLanguage } from '../language'
import { sampleWordsEnglish } from './en'
import { sampleWordsChinese } from './zhCN'
import type { AllSampleWords } from './types'

export type { AllSampleWords, SampleWords } from './types'

export const SAMPLE_WORDS: Readonly<Record<WordsLanguage, AllSampleWords>> = {
  en: sampleWordsEnglish,
  'zh-CN': sampleWordsChinese,
}
