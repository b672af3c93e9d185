/** @file What a forecast is worth that only repeats the past: what a model has to beat. */
import type { ForecastError, NaiveBaselines } from '../../../../shared/domain/seriesProfile'
import type { Part } from '../../../../shared/domain/split'
import type { Windows } from './makeWindows'

export interface BaselineRequest {
  readonly windows: Windows
  readonly part: Part
  /** Target of every row of the table. */
  readonly target: Float64Array
  /** Rows after which the figures repeat; null where no season is known. */
  readonly season: number | null
}

/**
 * With T the last row read, h the horizon and m the season: ŷ(T+h) = y(T), and ŷ(T+h) = y(T+h − m·⌈h/m⌉) (Hyndman and
 * Athanasopoulos, "Forecasting", 5.2). Null where no sample can be compared.
 */
export function naiveBaselines({ windows, part, target, season }: BaselineRequest): NaiveBaselines {
  const { order, horizon, ends } = windows
  const figure = (place: number) => target[order.rows[place] ?? -1] ?? NaN
  const compare = (back: number) => {
    const errors: number[] = []
    for (const end of ends[part]) {
      const source = end + horizon - back
      const error = figure(end + horizon) - figure(source)
      if (source >= (order.startOf[end] ?? 0) && !Number.isNaN(error)) errors.push(error)
    }
    return summarize(errors)
  }
  return {
    naive: compare(horizon),
    seasonalNaive: season === null ? null : compare(season * Math.ceil(horizon / season)),
  }
}

function summarize(errors: readonly number[]): ForecastError | null {
  const count = errors.length
  if (count === 0) return null
  return {
    mae: errors.reduce((sum, error) => sum + Math.abs(error), 0) / count,
    rmse: Math.sqrt(errors.reduce((sum, error) => sum + error * error, 0) / count),
    count,
  }
}
