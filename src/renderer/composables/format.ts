import { isShareMetric } from '@shared/domain/metric'

/** Languages of the app, as BCP 47 writes them. */
export type AppLocale = 'en' | 'zh-CN'

const NONE = '–'

/** An integer with thousands separators: 16,640. */
export function formatCount(value: number, locale: AppLocale): string {
  return new Intl.NumberFormat(locale, { maximumFractionDigits: 0 }).format(value)
}

/**
 * A number with as many digits as help: integers whole, others with `digits` significant ones,
 * very small and very large ones with an exponent. 0.00034999 → 0.00035 (2 digits).
 */
export function formatNumber(value: number | null | undefined, locale: AppLocale, digits = 3): string {
  if (value === null || value === undefined || !Number.isFinite(value)) return NONE
  const size = Math.abs(value)
  if (Number.isInteger(value) && size < 1e9) return formatCount(value, locale)
  if (size !== 0 && (size < 1e-5 || size >= 1e9)) return formatExponent(value, digits)
  if (size >= 10 ** digits) return formatCount(value, locale)
  return new Intl.NumberFormat(locale, { maximumSignificantDigits: digits }).format(value)
}

function formatExponent(value: number, digits: number): string {
  const [mantissa = '', exponent = ''] = value.toExponential(digits - 1).split('e')
  return `${String(Number(mantissa))}e${String(Number(exponent))}`
}

/** A share as a percentage with a space: 0.986 → "98.6 %". */
export function formatPercent(share: number | null | undefined, locale: AppLocale, decimals = 1): string {
  if (share === null || share === undefined || !Number.isFinite(share)) return NONE
  const digits = new Intl.NumberFormat(locale, {
    maximumFractionDigits: decimals,
    minimumFractionDigits: decimals,
  })
  return `${digits.format(share * 100)} %`
}

type TimeUnit = 'ms' | 's' | 'min' | 'h' | 'd'
const TIME_UNITS: Record<AppLocale, Record<TimeUnit, string>> = {
  en: { ms: 'ms', s: 's', min: 'min', h: 'h', d: 'd' },
  'zh-CN': { ms: '毫秒', s: '秒', min: '分', h: '小时', d: '天' },
}

/** "450 ms", "5.5 s", "3 min 50 s", "2 h 5 min", "3 d 4 h". */
export function formatDuration(ms: number | null | undefined, locale: AppLocale): string {
  if (ms === null || ms === undefined || !Number.isFinite(ms)) return NONE
  const units = TIME_UNITS[locale]
  if (ms < 999.5) return `${String(Math.max(0, Math.round(ms)))} ${units.ms}`
  const seconds = ms / 1000
  if (seconds < 9.95) return `${seconds.toFixed(1)} ${units.s}`
  if (seconds < 59.5) return `${String(Math.round(seconds))} ${units.s}`
  return inUnits(Math.round(seconds), units)
}

function inUnits(seconds: number, units: Record<TimeUnit, string>): string {
  if (seconds < 3600) return pair(Math.floor(seconds / 60), units.min, seconds % 60, units.s)
  const minutes = Math.round(seconds / 60)
  if (minutes < 1440) return pair(Math.floor(minutes / 60), units.h, minutes % 60, units.min)
  const hours = Math.round(minutes / 60)
  return pair(Math.floor(hours / 24), units.d, hours % 24, units.h)
}

function pair(large: number, largeUnit: string, small: number, smallUnit: string): string {
  return small === 0
    ? `${String(large)} ${largeUnit}`
    : `${String(large)} ${largeUnit} ${String(small)} ${smallUnit}`
}

/** Decimal units: 2,340,000 → "2.3 MB". */
export function formatBytes(bytes: number, locale: AppLocale): string {
  const units = [locale === 'zh-CN' ? '字节' : 'bytes', 'kB', 'MB', 'GB', 'TB']
  let size = bytes
  let unit = 0
  while (size >= 999.5 && unit < units.length - 1) {
    size /= 1000
    unit += 1
  }
  return `${formatNumber(size, locale, size < 10 ? 2 : 3)} ${units[unit] ?? ''}`
}

/** A metric as people read it: accuracies as percentages, errors and scores as numbers. */
export function formatMetric(name: string, value: number | null | undefined, locale: AppLocale): string {
  if (value !== null && value !== undefined && name === 'modelSize') return formatBytes(value, locale)
  if (name === 'latency') return formatMilliseconds(value, locale)
  return isShareMetric(name) ? formatPercent(value, locale) : formatNumber(value, locale, 3)
}

function formatMilliseconds(value: number | null | undefined, locale: AppLocale): string {
  const text = formatNumber(value, locale, 3)
  return text === NONE ? NONE : `${text} ${TIME_UNITS[locale].ms}`
}

/** A difference of two metric values with its sign: "+1.9 pt" for shares, "−0.12" else. */
export function formatMetricDifference(name: string, difference: number, locale: AppLocale): string {
  const sign = difference < 0 ? '−' : '+'
  const size = Math.abs(difference)
  if (!isShareMetric(name)) return `${sign}${formatNumber(size, locale, 2)}`
  const points = new Intl.NumberFormat(locale, { minimumFractionDigits: 1, maximumFractionDigits: 1 })
  return `${sign}${points.format(size * 100)} ${locale === 'zh-CN' ? '百分点' : 'pt'}`
}

/** "just now", "2 minutes ago", "yesterday" … relative to `nowMs`. */
export function formatAgo(atMs: number, nowMs: number, locale: AppLocale): string {
  const relative = new Intl.RelativeTimeFormat(locale, { numeric: 'auto', style: 'long' })
  const write = (value: number, unit: Intl.RelativeTimeFormatUnit): string =>
    relative.format(value, unit).replace(/(\d)(\p{Script=Han})/u, '$1 $2')
  const seconds = Math.min(0, Math.round((atMs - nowMs) / 1000))
  if (seconds > -10) return locale === 'zh-CN' ? '刚刚' : 'just now'
  if (seconds > -60) return write(seconds, 'second')
  if (seconds > -3600) return write(Math.round(seconds / 60), 'minute')
  if (seconds > -86_400) return write(Math.round(seconds / 3600), 'hour')
  return write(Math.round(seconds / 86_400), 'day')
}

/** Date and time of day, short. */
export function formatTime(atMs: number, locale: AppLocale): string {
  return new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' }).format(atMs)
}
