/** @file What a calendar says about a moment, told from days since 1970-01-01 with the time of day as a fraction. */
import type { DATE_PARTS } from './recipe'

export type DatePart = (typeof DATE_PARTS)[number]

export interface CivilDate {
  readonly year: number
  /** 1 to 12 */
  readonly month: number
  /** 1 to 31 */
  readonly day: number
}

const DAY_SECONDS = 86_400
/** Days from 0000-03-01 to 1970-01-01. */
const EPOCH_SHIFT = 719_468
const ERA_DAYS = 146_097

/** Date of a whole number of days since 1970-01-01 in the Gregorian calendar (Hinnant, "chrono-compatible date algorithms"). */
export function toCivil(day: number): CivilDate {
  const shifted = day + EPOCH_SHIFT
  const era = Math.floor(shifted / ERA_DAYS)
  const dayOfEra = shifted - era * ERA_DAYS
  const yearOfEra = Math.floor(
    (dayOfEra -
      Math.floor(dayOfEra / 1460) +
      Math.floor(dayOfEra / 36_524) -
      Math.floor(dayOfEra / (ERA_DAYS - 1))) /
      365,
  )
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100))
  const shiftedMonth = Math.floor((5 * dayOfYear + 2) / 153)
  const month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
  return {
    year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
    month,
    day: dayOfYear - Math.floor((153 * shiftedMonth + 2) / 5) + 1,
  }
}

/** Days since 1970-01-01 of the first of January. */
export function firstDayOf(year: number): number {
  const before = year - 1
  return (
    365 * (year - 1970) + Math.floor(before / 4) - Math.floor(before / 100) + Math.floor(before / 400) - 477
  )
}

/** Monday 0 to Sunday 6. */
export function weekdayOf(day: number): number {
  return (((day + 3) % 7) + 7) % 7
}

/** Week by ISO 8601: the one with the first Thursday of the year is number 1. */
function weekOf(day: number): number {
  const thursday = day - weekdayOf(day) + 3
  return Math.floor((thursday - firstDayOf(toCivil(thursday).year)) / 7) + 1
}

/** `day`: whole days since 1970-01-01; `seconds`: since midnight. */
const PARTS: { readonly [Part in DatePart]: (day: number, seconds: number) => number } = {
  year: (day) => toCivil(day).year,
  quarter: (day) => Math.ceil(toCivil(day).month / 3),
  month: (day) => toCivil(day).month,
  week: weekOf,
  dayOfYear: (day) => day - firstDayOf(toCivil(day).year) + 1,
  dayOfMonth: (day) => toCivil(day).day,
  weekday: weekdayOf,
  hour: (_, seconds) => Math.floor(seconds / 3600),
  minute: (_, seconds) => Math.floor((seconds % 3600) / 60),
  isWeekend: (day) => (Number.isNaN(day) ? NaN : weekdayOf(day) >= 5 ? 1 : 0),
}

/**
 * @param days since 1970-01-01, a fraction for the time of day; it counts to the second.
 * @returns months, quarters, weeks and days from 1; Monday 0; NaN for NaN.
 */
export function datePart(days: number, part: DatePart): number {
  const total = Math.round(days * DAY_SECONDS)
  const day = Math.floor(total / DAY_SECONDS)
  return PARTS[part](day, total - day * DAY_SECONDS)
}

/** First value and number of values of the parts that come round; null for those that do not. */
export const DATE_PART_CYCLES: {
  readonly [Part in DatePart]: { readonly first: number; readonly length: number } | null
} = {
  year: null,
  quarter: { first: 1, length: 4 },
  month: { first: 1, length: 12 },
  week: { first: 1, length: 53 },
  dayOfYear: { first: 1, length: 366 },
  dayOfMonth: { first: 1, length: 31 },
  weekday: { first: 0, length: 7 },
  hour: { first: 0, length: 24 },
  minute: { first: 0, length: 60 },
  isWeekend: null,
}

/** @returns sine and cosine of the angle 2π (value − first) / length; null for a part that does not come round. */
export function cyclicDatePart(days: number, part: DatePart): readonly [sine: number, cosine: number] | null {
  const cycle = DATE_PART_CYCLES[part]
  if (!cycle) return null
  const angle = (2 * Math.PI * (datePart(days, part) - cycle.first)) / cycle.length
  return [Math.sin(angle), Math.cos(angle)]
}
