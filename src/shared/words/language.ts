/** @file The languages that words of the core are there in: names of what it makes, and what the command line says of samples. */
import * as v from 'valibot'

export const WORDS_LANGUAGES = ['en', 'zh-CN'] as const
export const WordsLanguage = v.picklist(WORDS_LANGUAGES)
export type WordsLanguage = v.InferOutput<typeof WordsLanguage>
