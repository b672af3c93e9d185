import type { GoalProgress } from '@shared/domain/goal'
import { isShareMetric, type MetricName } from '@shared/domain/metric'

/** @returns how far the nearest trial is on the way, 0 to 1, to the target: from 0 where more is better, by the ratio where less is. */
export function shareOfGoal({ goal, nearest, reachedAt }: GoalProgress): number {
  if (reachedAt !== null) return 1
  if (nearest === null) return 0
  const { value } = nearest
  const share = goal.direction === 'maximize' ? value / goal.target : goal.target / value
  return Number.isFinite(share) ? Math.min(0.99, Math.max(0, share)) : 0
}

/** @returns a target in the metric's own unit: shares of rows are typed as percentages. */
export function toTarget(metric: MetricName, typed: number): number {
  return isShareMetric(metric) ? Number((typed / 100).toPrecision(12)) : typed
}

export function dayText(moment: number, locale: string): string {
  return new Intl.DateTimeFormat(locale, { dateStyle: 'medium' }).format(moment)
}

/** @returns the end of a day as a date field writes it (2026-12-24), in local time; null for an empty field. */
export function endOfDay(text: string): number | null {
  const [year, month, day] = text.split('-').map(Number)
  if (year === undefined || month === undefined || day === undefined) return null
  const end = new Date(year, month - 1, day, 23, 59, 59).getTime()
  return Number.isFinite(end) ? end : null
}
