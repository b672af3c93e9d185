import { useI18n } from 'vue-i18n'
import {
  formatAgo,
  formatBytes,
  formatCount,
  formatDuration,
  formatMetric,
  formatMetricDifference,
  formatNumber,
  formatPercent,
  formatTime,
  type AppLocale,
} from './format'

/** The one place where screens get their numbers from, in the language of the app. */
export function useFormat() {
  const { locale } = useI18n()
  const here = (): AppLocale => (locale.value === 'zh-CN' ? 'zh-CN' : 'en')
  return {
    /** 16,640 */
    count: (value: number) => formatCount(value, here()),
    /** Sensible digits, 3 significant unless told: 0.986 */
    number: (value: number | null | undefined, digits?: number) => formatNumber(value, here(), digits),
    /** A setting's value, 2 significant digits: 0.00035 */
    setting: (value: number) => formatNumber(value, here(), 2),
    /** A share 0 to 1: "98.6 %" */
    percent: (share: number | null | undefined, decimals?: number) => formatPercent(share, here(), decimals),
    /** "3 min 50 s" */
    duration: (ms: number | null | undefined) => formatDuration(ms, here()),
    /** "9 MB" */
    bytes: (bytes: number) => formatBytes(bytes, here()),
    /** A metric's value in its own manner */
    metric: (name: string, value: number | null | undefined) => formatMetric(name, value, here()),
    /** "+1.9 pt" */
    metricDifference: (name: string, difference: number) => formatMetricDifference(name, difference, here()),
    /** "2 minutes ago" */
    ago: (atMs: number, nowMs: number) => formatAgo(atMs, nowMs, here()),
    /** "22 Nov 2026, 10:04" */
    time: (atMs: number) => formatTime(atMs, here()),
  }
}
