/** @file How many steps of a frequency lie between two moments. */
import type { Frequency, FrequencyUnit } from '../../../../shared/domain/seriesProfile'
import { toCivil, weekdayOf } from '../../../../shared/domain/datePart'

type Step = Pick<Frequency, 'unit' | 'step'>

const DAY_SECONDS = 86_400
/** Seconds of the units that are always as long; null for those of the calendar. */
export const UNIT_SECONDS = {
  second: 1,
  minute: 60,
  hour: 3600,
  day: DAY_SECONDS,
  workday: null,
  week: 7 * DAY_SECONDS,
  month: null,
  year: null,
  number: null,
  irregular: null,
} as const satisfies { readonly [Unit in FrequencyUnit]: number | null }

/**
 * A moment counted in a unit, so that one more is one unit later. Days since 1970-01-01 are rounded to seconds; of months
 * and years only the number counts, of workdays those from Monday to Friday.
 */
export function countIn(unit: FrequencyUnit, time: number): number {
  const seconds = UNIT_SECONDS[unit]
  if (seconds !== null) return Math.round(time * DAY_SECONDS) / seconds
  if (unit === 'number' || unit === 'irregular') return time
  const day = Math.floor(Math.round(time * DAY_SECONDS) / DAY_SECONDS)
  if (unit === 'workday') return Math.floor((day + 3) / 7) * 5 + Math.min(weekdayOf(day), 5)
  const { year, month } = toCivil(day)
  return unit === 'year' ? year : year * 12 + month
}

/** @returns steps from one moment to another: 1 for neighbours, also where no step fits. */
export function stepsBetween({ unit, step }: Step, from: number, to: number): number {
  if (unit === 'irregular' || step === 0) return 1
  return (countIn(unit, to) - countIn(unit, from)) / step
}

/** @returns whether rows lack between two moments that follow each other. */
export function isGap(frequency: Step, from: number, to: number): boolean {
  return stepsBetween(frequency, from, to) > 1.5
}
