import { useI18n } from 'vue-i18n'
import type { ImportReason, ReasonTopic } from '@shared/domain/importReason'
import { useFormat } from '@renderer/composables/useFormat'
import { DELIMITERS, ENCODING_NAMES } from './encodingNames'

/** Why a source was read as it was, in sentences. */
export function useReasonText() {
  const { t, te } = useI18n()
  const format = useFormat()

  function gapOf(name: string, value: string | number): string {
    if (name === 'share' && typeof value === 'number') return format.percent(value, 0)
    if (typeof value === 'number') return format.count(value)
    if (name === 'format' && te(`reading.formats.${value}`)) return t(`reading.formats.${value}`)
    if (name === 'encoding') return (ENCODING_NAMES as Readonly<Record<string, string>>)[value] ?? value
    if (name === 'delimiter') {
      const word = DELIMITERS.find(([character]) => character === value)?.[1]
      return word ? t(`data.dialect.${word}`) : value
    }
    return value
  }

  function reasonText({ what, why, values }: ImportReason): string {
    const gaps = Object.fromEntries(Object.entries(values).map(([name, value]) => [name, gapOf(name, value)]))
    const count = values['count']
    return t(`reading.why.${what}.${why}`, gaps, typeof count === 'number' ? count : 1)
  }

  /** All reasons of a topic as one text; undefined where there is none. */
  function reasonsFor(reasons: readonly ImportReason[], topic: ReasonTopic): string | undefined {
    const texts = reasons.filter(({ what }) => what === topic).map(reasonText)
    return texts.length === 0 ? undefined : texts.join(' ')
  }

  return { reasonText, reasonsFor }
}
