import { useI18n } from 'vue-i18n'
import { useFormat } from '@renderer/composables/useFormat'
import { describeError, type DescribedError } from '@renderer/errors'
import { isPruneCode } from '@shared/domain/search/pruneReason'
import { isStopCode } from '@shared/domain/search/stopReason'
import type { Reason } from '@shared/domain/study'
import { isErrorCode } from '@shared/errors/codes'

/** Details that are in the units of the objective, and those that are probabilities. */
const VALUES: ReadonlySet<string> = new Set(['value', 'bound', 'target', 'minImprovement'])
const CHANCES: ReadonlySet<string> = new Set(['p', 'chance'])
/** Codes of which the bound is a number of fronts. */
const COUNTED: ReadonlySet<string> = new Set(['prune/front'])

/**
 * Why a trial or a study ended or waits, in words.
 * @param metric name of the objective, in which values are told; plain numbers without it
 */
export function useReason(metric: () => string | undefined = () => undefined) {
  const { t, locale } = useI18n()
  const format = useFormat()

  function gap(code: string, name: string, value: string | number): string {
    if (typeof value === 'string') return value
    if (CHANCES.has(name)) return format.percent(value)
    const own = VALUES.has(name) && !COUNTED.has(code) ? metric() : undefined
    return own === undefined ? format.number(value) : format.metric(own, value)
  }

  return ({ code, details }: Reason): DescribedError => {
    if (isPruneCode(code) || isStopCode(code)) {
      const words = `reason.${code.replace('/', '.')}`
      const gaps = Object.fromEntries(
        Object.entries(details).map(([name, value]) => [name, gap(code, name, value)]),
      )
      return { code, title: t(`${words}.title`, gaps), text: t(`${words}.text`, gaps), action: '' }
    }
    const known = isErrorCode(code)
      ? { code, details }
      : { code: 'bug/unexpected' as const, details: { message: code } }
    return describeError(known, locale.value === 'zh-CN' ? 'zh-CN' : 'en')
  }
}
