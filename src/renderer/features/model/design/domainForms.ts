import type { Domain, ParameterValue } from '@shared/domain/searchSpace'
import type { NumberSetting } from '@shared/domain/settingCatalogue'

export type RangeDomain = Exclude<Domain, { kind: 'choice' }>
type RangeProblem = 'lowAboveHigh' | 'logNeedsPositive'

/** Why a domain is no range, or null. */
export function rangeProblem(domain: Domain): RangeProblem | null {
  if (domain.kind === 'choice') return null
  if (domain.low > domain.high) return 'lowAboveHigh'
  return domain.scale === 'log' && domain.low <= 0 ? 'logNeedsPositive' : null
}

const POINTS = 4

/** A few values spread over a range, in its scale, each rounded to two significant digits. */
export function toChoices(range: RangeDomain): ParameterValue[] {
  const isLog = range.scale === 'log' && range.low > 0
  const spread = Array.from({ length: POINTS }, (_, index) => {
    const share = index / (POINTS - 1)
    return isLog
      ? range.low * (range.high / range.low) ** share
      : range.low + (range.high - range.low) * share
  })
  const rounded = spread.map((value) => {
    const short = Number(value.toPrecision(2))
    return range.kind === 'integer' ? Math.round(short) : short
  })
  return [...new Set([range.low, ...rounded.slice(1, -1), range.high])]
}

/** The range from the least to the largest of the values; log where they span more than a factor of eight. */
export function toRange(values: readonly ParameterValue[], setting: NumberSetting): RangeDomain {
  const numbers = values.filter((value) => typeof value === 'number')
  const low = numbers.reduce((least, value) => Math.min(least, value), setting.range.high)
  const high = numbers.reduce((most, value) => Math.max(most, value), setting.range.low)
  const scale = low > 0 && high / low >= 8 ? 'log' : 'linear'
  return setting.kind === 'integer'
    ? { kind: 'integer', low, high, scale, step: 1 }
    : { kind: 'float', low, high, scale }
}

/** Another scale for a range; a step means something on an even scale only, and a log scale cannot begin at 0. */
export function withScale(range: RangeDomain, scale: 'linear' | 'log'): RangeDomain {
  if (range.kind === 'integer')
    return { ...range, scale, low: scale === 'log' ? Math.max(range.low, 1) : range.low, step: 1 }
  const low = scale === 'log' && range.low <= 0 ? range.high / 1000 : range.low
  return { kind: 'float', low, high: range.high, scale }
}

/** Another step; null takes it away, which integers cannot do without. */
export function withStep(range: RangeDomain, step: number | null): RangeDomain {
  if (range.kind === 'integer') return { ...range, step: step ?? 1 }
  const { kind, low, high, scale } = range
  return step === null ? { kind, low, high, scale } : { kind, low, high, scale, step }
}
