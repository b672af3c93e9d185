import type { AppError, ErrorDetails } from '@shared/errors/appError'
import { formatBytes, formatNumber, type AppLocale } from '../composables/format'
import { ENGLISH } from './messagesEnglish'
import { CHINESE } from './messagesChinese'
import type { ErrorMessages } from './types'

const MESSAGES: Record<AppLocale, ErrorMessages> = { en: ENGLISH, 'zh-CN': CHINESE }

export interface DescribedError {
  readonly title: string
  /** What happened and what is safe. */
  readonly text: string
  /** What the user can do; empty where there is nothing. */
  readonly action: string
  readonly code: string
}

/** An error in the user's words, its details filled in. */
export function describeError(error: Pick<AppError, 'code' | 'details'>, locale: AppLocale): DescribedError {
  const words = MESSAGES[locale][error.code]
  const fill = (text: string): string => fillGaps(text, error.details, locale)
  return { title: fill(words.title), text: fill(words.text), action: fill(words.action), code: error.code }
}

function fillGaps(text: string, details: ErrorDetails, locale: AppLocale): string {
  return text.replaceAll(/\{(\w+)\}/g, (_gap, name: string) => formatDetail(name, details[name], locale))
}

function formatDetail(name: string, value: string | number | undefined, locale: AppLocale): string {
  if (value === undefined || value === '') return '–'
  if (typeof value === 'string') return value
  // What is counted is grouped; what is called by its number is not: trial 5001.
  if (name === 'number') return String(value)
  return name.endsWith('Bytes') ? formatBytes(value, locale) : formatNumber(value, locale)
}
