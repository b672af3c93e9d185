/** @file Numbers and names as a report writes them. */
import { type MetricName, isOwnMetric, isShareMetric } from '../../shared/domain/metric'
import type { Domain, ParameterValue } from '../../shared/domain/searchSpace'
import type { ReportWords } from './words/english'

/** Numbers and names as a report writes them, in its language. */
export interface Figures {
  count(value: number): string
  /** Four significant digits. */
  number(value: number | null | undefined): string
  metric(name: MetricName): string
  /** A value of a metric: shares of rows as percentages, 95.83 %. */
  score(name: MetricName, value: number | null | undefined): string
  duration(ms: number): string
  value(value: ParameterValue | undefined): string
  domain(domain: Domain): string
  day(moment: number): string
  state(state: string): string
}

export function createFigures(words: ReportWords): Figures {
  const count = new Intl.NumberFormat(words.locale, { maximumFractionDigits: 0 })
  const significant = new Intl.NumberFormat(words.locale, { maximumSignificantDigits: 4 })
  const percent = new Intl.NumberFormat(words.locale, { minimumFractionDigits: 2, maximumFractionDigits: 2 })
  const number = (value: number): string =>
    value !== 0 && (Math.abs(value) < 1e-3 || Math.abs(value) >= 1e6)
      ? value.toExponential(2)
      : significant.format(value)
  const value = (given: ParameterValue | undefined): string => {
    if (given === undefined) return '–'
    return typeof given === 'number' ? number(given) : String(given)
  }
  const orDash = (given: number | null | undefined, write: (value: number) => string): string =>
    given === null || given === undefined ? '–' : write(given)
  return {
    count: (given) => count.format(given),
    number: (given) => orDash(given, number),
    metric: (name) => (isOwnMetric(name) ? name.slice('own.'.length) : words.metrics[name]),
    score: (name, given) =>
      orDash(given, isShareMetric(name) ? (share) => `${percent.format(100 * share)} %` : number),
    duration,
    value,
    domain: (domain) => describeDomain(domain, value),
    day: (moment) => words.day(moment),
    state: (state) => words.states[state] ?? state,
  }
}

function describeDomain(domain: Domain, value: (given: ParameterValue) => string): string {
  if (domain.kind === 'choice') return `{${domain.values.map(value).join(', ')}}`
  const step = domain.step === undefined || domain.step === 1 ? '' : `, ±${value(domain.step)}`
  return `${value(domain.low)} … ${value(domain.high)}${domain.scale === 'log' ? ' (log)' : ''}${step}`
}

function duration(ms: number): string {
  const seconds = Math.round(ms / 1000)
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor((seconds % 3600) / 60)]
  if (hours > 0) return `${String(hours)} h ${String(minutes)} min`
  return minutes > 0
    ? `${String(minutes)} min ${String(seconds % 60)} s`
    : `${String(ms < 10_000 ? Number((ms / 1000).toFixed(1)) : seconds)} s`
}
