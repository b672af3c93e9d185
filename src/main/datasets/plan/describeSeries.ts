/** @file What is seen of the series of a plan, and what forecasts that only repeat the past are worth. */
import type { NaiveForecasts, SeriesProfile } from '../../../shared/domain/seriesProfile'
import { naiveBaselines, profileSeries, type SeriesRequest, type Windows } from '../series'
import type { Division } from './divide'
import { cutWindows } from './orderRows'
import type { PlanData } from './planData'

/** Looks at the target over time, without the sealed rows; null where it is no figure, or there is no series. */
export function describeSeries(data: PlanData, division: Division): SeriesProfile | null {
  const request = requestOf(data, division)
  const windows = cutWindows(data.plan, division.order, division.parts)
  if (!request || !windows) return null
  const facts = profileSeries(request)
  const { season } = facts
  const baselines = naiveBaselines({ windows, part: 'validation', target: request.values, season })
  return { ...facts, baselines }
}

/** What forecasts that only repeat the past are worth on the sealed rows; the season is found without them. */
export function judgeNaive(
  data: PlanData,
  division: Division,
  windows: Windows | null,
): NaiveForecasts | null {
  const request = requestOf(data, division)
  if (!request || !windows) return null
  const { season } = profileSeries(request)
  return { ...naiveBaselines({ windows, part: 'test', target: request.values, season }), season }
}

function requestOf({ plan, target, divides }: PlanData, division: Division): SeriesRequest | null {
  if (!plan.series || target?.kind !== 'number') return null
  const isSealed = new Set(division.test)
  return {
    column: target.column.name,
    values: target.view.values,
    rows: division.selection.rows.filter((row) => !isSealed.has(row)),
    timeOf: divides.time?.view.values ?? null,
    isDate: divides.time?.column.type === 'date',
    seriesOf: divides.seriesOf,
  }
}
