import type { SeriesStretch } from '@renderer/charts/buildSeriesOption'
import type { DatasetPlan } from '@shared/domain/dataset'
import type { Series } from '@shared/domain/series'
import type { SeriesProfile } from '@shared/domain/seriesProfile'
import type { Split } from '@shared/domain/split'

/** How the rows that are not sealed are divided along time, and how many are sealed for each of them. */
export interface TimeParts {
  readonly stretches: readonly SeriesStretch[]
  readonly sealedShare: number
}

/**
 * With several folds the first piece only trains and every later one validates once. Where a column tells the parts,
 * nothing is known of when they were: all rows are drawn alike.
 */
export function timePartsOf(split: Split): TimeParts {
  if (split.kind !== 'timeOrdered') return { stretches: [{ part: 'train', from: 0, to: 1 }], sealedShare: 0 }
  const known = 1 - split.test
  const train = split.folds === 1 ? split.train / (split.train + split.validation) : 1 / (split.folds + 1)
  return {
    stretches: [
      { part: 'train', from: 0, to: train },
      { part: 'validation', from: train, to: 1 },
    ],
    sealedShare: split.test / known,
  }
}

/** One window in shares of the known rows; null where it is too narrow to be seen. */
export function windowOf(
  series: Pick<Series, 'lookback' | 'horizon'> | null,
  { longest }: Pick<SeriesProfile, 'longest'>,
): { lookback: number; horizon: number } | null {
  if (!series || longest === 0) return null
  const lookback = series.lookback / longest
  return lookback < 0.01 ? null : { lookback: Math.min(1, lookback), horizon: series.horizon / longest }
}

/** @returns a series to begin with: ordered by the first date column, if there is one. */
export function firstTimeColumn({ columns }: Pick<DatasetPlan, 'columns'>): string | null {
  return columns.find(({ type }) => type === 'date')?.name ?? null
}

const DAY_MS = 86_400_000
const SHORT_UNITS: ReadonlySet<string> = new Set(['second', 'minute', 'hour', 'irregular'])

/** @returns moments in words: days since 1970 as dates, with the time of day where rows follow within a day. */
export function momentFormat(
  { frequency }: Pick<SeriesProfile, 'frequency'>,
  isDate: boolean,
  locale: string,
): (time: number) => string {
  if (!isDate) return (time) => new Intl.NumberFormat(locale).format(time)
  const withTime = SHORT_UNITS.has(frequency.unit)
  const format = new Intl.DateTimeFormat(locale, {
    dateStyle: 'medium',
    timeZone: 'UTC',
    ...(withTime ? { timeStyle: 'short' as const } : {}),
  })
  return (time) => format.format(time * DAY_MS)
}
