/** @file Figures from the rows before: lags and differences. They look back only, and never beyond a stretch. */
import type { SeriesOrder } from '../windows/seriesOrder'

type Stretches = Pick<SeriesOrder, 'startOf'>

/** Each figure as it was `distance` places before; NaN where the stretch has no such place. Values go by place. */
export function lag(values: Float64Array, { startOf }: Stretches, distance: number): Float64Array {
  return values.map((_, place) =>
    place - distance >= (startOf[place] ?? 0) ? (values[place - distance] ?? NaN) : NaN,
  )
}

/** Each figure less that `distance` places before: 1 for the last change, a season for the change since the last one. */
export function difference(values: Float64Array, stretches: Stretches, distance: number): Float64Array {
  const before = lag(values, stretches, distance)
  return values.map((value, place) => value - (before[place] ?? NaN))
}
