import { computed, type ComputedRef } from 'vue'
import { useI18n } from 'vue-i18n'
import type { SampleId } from '@shared/domain/sample'
import type { WordsLanguage } from '@shared/words/language'
import { SAMPLE_WORDS, type SampleWords } from '@shared/words/samples'

export interface SampleWordsInLanguage {
  readonly language: ComputedRef<WordsLanguage>
  readonly of: (id: SampleId) => SampleWords
}

/** What there is to say about samples, in the language that is spoken. */
export function useSampleWords(): SampleWordsInLanguage {
  const { locale } = useI18n()
  const language = computed<WordsLanguage>(() => (locale.value === 'zh-CN' ? 'zh-CN' : 'en'))
  return { language, of: (id) => SAMPLE_WORDS[language.value][id] }
}
