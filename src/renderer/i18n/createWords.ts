import { createI18n } from 'vue-i18n'
import type { Preferences } from '@shared/domain/preferences'
import type { AppLocale } from '../composables/format'
import { english } from './en'
import { chinese } from './zhCN'

/** All words of the app; messages are interpreted, never compiled to code, so the CSP holds. */
export function createWords(locale: AppLocale = 'en') {
  return createI18n({
    legacy: false,
    locale,
    fallbackLocale: 'en',
    messages: { en: english, 'zh-CN': chinese },
  })
}

/** `system` follows the languages of the desktop or browser. */
export function chooseLocale(
  language: Preferences['language'],
  systemLanguages: readonly string[],
): AppLocale {
  if (language !== 'system') return language
  return systemLanguages[0]?.toLowerCase().startsWith('zh') ? 'zh-CN' : 'en'
}
