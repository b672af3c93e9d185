/** @file Finds out how often a series was measured, and where rows lack or stand twice. */
import { toCivil, weekdayOf } from '../../../../shared/domain/datePart'
import type { Frequency, FrequencyUnit, TimeGap } from '../../../../shared/domain/seriesProfile'
import { countIn, stepsBetween, UNIT_SECONDS } from './stepsBetween'

const DAY_SECONDS = 86_400
/** Share of the distances that must be a whole number of steps, and of those that must be one step. */
const MOST_FIT = 0.95
const ONE_STEP = 0.5
/** Gaps that are listed. */
const LISTED_GAPS = 100
/** Fewer dates say nothing about the days of the week they avoid. */
const FEWEST_WORKDAYS = 10

/**
 * @param series moments of each series in the order of the file: days since 1970-01-01, or any numbers.
 * @param isDate whether they are days; else the unit is `number`.
 */
export function checkFrequency(series: readonly Float64Array[], isDate: boolean): Frequency {
  const sorted = series.map((times) => Float64Array.from(new Set(times)).sort())
  const facts = {
    duplicateCount: series.reduce((sum, times, at) => sum + times.length - (sorted[at]?.length ?? 0), 0),
    isSorted: series.every(isAscending),
  }
  const unit = isDate ? chooseUnit(sorted) : ('number' as const)
  const step = findStep(sorted, unit)
  if (step === 0) return { unit: 'irregular', step: 0, gaps: [], gapCount: 0, missingCount: 0, ...facts }
  const named = isDate ? nameStep(unit, step) : { unit, step }
  const gaps = listGaps(sorted, named)
  return {
    ...named,
    gaps: gaps.slice(0, LISTED_GAPS),
    gapCount: gaps.length,
    missingCount: gaps.reduce((sum, { missing }) => sum + missing, 0),
    ...facts,
  }
}

function isAscending(times: Float64Array): boolean {
  return times.every((time, at) => at === 0 || time >= (times[at - 1] ?? 0))
}

/** Months where every date is the same day of one (or its last), workdays where none is on a weekend, else seconds. */
function chooseUnit(series: readonly Float64Array[]): FrequencyUnit {
  const times = series.flatMap((sorted) => Array.from(sorted))
  const seconds = times.map((time) => Math.round(time * DAY_SECONDS))
  const [first = 0] = seconds
  const isOneHour = seconds.every((second) => (second - first) % DAY_SECONDS === 0)
  if (!isOneHour) return 'second'
  const days = seconds.map((second) => Math.floor(second / DAY_SECONDS))
  if (isMonthly(days) && series.every(hasMonthsBetween)) return 'month'
  const isWorkdays = days.length >= FEWEST_WORKDAYS && days.every((day) => weekdayOf(day) < 5)
  return isWorkdays && findStep(series, 'workday') === 1 ? 'workday' : 'second'
}

function isMonthly(days: readonly number[]): boolean {
  const [first] = days
  if (first === undefined) return false
  const { day: dayOfMonth } = toCivil(first)
  return (
    days.every((day) => toCivil(day).day === dayOfMonth) || days.every((day) => toCivil(day + 1).day === 1)
  )
}

/** Two dates a month apart at least, so that a single day of each month does not mean nothing. */
function hasMonthsBetween(sorted: Float64Array): boolean {
  return sorted.every(
    (time, at) => at === 0 || countIn('month', time) > countIn('month', sorted[at - 1] ?? 0),
  )
}

/** The commonest distance, in units; 0 where it does not account for nearly all of them. */
function findStep(series: readonly Float64Array[], unit: FrequencyUnit): number {
  const distances = series.flatMap((sorted) =>
    Array.from(sorted.subarray(1), (time, at) =>
      rounded(countIn(unit, time) - countIn(unit, sorted[at] ?? 0)),
    ),
  )
  const counts = new Map<number, number>()
  for (const distance of distances) counts.set(distance, (counts.get(distance) ?? 0) + 1)
  const [step = 0, count = 0] =
    [...counts].sort((left, right) => right[1] - left[1] || left[0] - right[0])[0] ?? []
  if (step <= 0 || count < distances.length * ONE_STEP) return 0
  const fitting = distances.filter((distance) => isWhole(distance / step)).length
  return fitting >= distances.length * MOST_FIT ? step : 0
}

/** Distances such as 0.1 are told apart from noise in the last digits. */
function rounded(distance: number): number {
  return Number.isInteger(distance) ? distance : Number(distance.toPrecision(9))
}

function isWhole(ratio: number): boolean {
  return ratio > 0.5 && Math.abs(ratio - Math.round(ratio)) < 1e-6
}

const COARSER = ['week', 'day', 'hour', 'minute'] as const

/** The largest unit in which the step is a whole number: 86,400 seconds are a day, 12 months a year. */
function nameStep(unit: FrequencyUnit, step: number): Pick<Frequency, 'unit' | 'step'> {
  if (unit === 'month' && step % 12 === 0) return { unit: 'year', step: step / 12 }
  if (unit !== 'second') return { unit, step }
  const found = COARSER.find((coarse) => step % UNIT_SECONDS[coarse] === 0)
  return found ? { unit: found, step: step / UNIT_SECONDS[found] } : { unit, step }
}

function listGaps(series: readonly Float64Array[], frequency: Pick<Frequency, 'unit' | 'step'>): TimeGap[] {
  return series.flatMap((sorted) =>
    Array.from(sorted.subarray(1), (time, at) => {
      const after = sorted[at] ?? 0
      return { after, missing: Math.round(stepsBetween(frequency, after, time)) - 1 }
    }).filter(({ missing }) => missing > 0),
  )
}
