import type { Domain, ParameterValue } from '@shared/domain/searchSpace'
import type { Setting } from '@shared/domain/settingCatalogue'

/** The domain a search of a setting starts with: its usual one, widened so that the present value lies in it. */
export function startDomain(setting: Setting, value: ParameterValue): Domain {
  return widened(setting.defaultDomain, value)
}

function widened(domain: Domain, value: ParameterValue): Domain {
  if (domain.kind === 'choice') {
    return domain.values.includes(value)
      ? { ...domain, values: [...domain.values] }
      : { ...domain, values: withValue(domain.values, value) }
  }
  if (typeof value !== 'number' || (domain.scale === 'log' && value <= 0)) return { ...domain }
  return { ...domain, low: Math.min(domain.low, value), high: Math.max(domain.high, value) }
}

/** Numbers stay in order, other choices are added at the end. */
export function withValue(values: readonly ParameterValue[], value: ParameterValue): ParameterValue[] {
  if (values.includes(value)) return [...values]
  const all = [...values, value]
  return all.every((item) => typeof item === 'number') ? all.toSorted((left, right) => left - right) : all
}
