import type { AnsweredRow } from '../../../shared/domain/deployment'
import type { LivePerformance } from '../../../shared/domain/drift'
import type { MetricValues } from '../../../shared/domain/metric'
import { wilsonInterval } from '../../training'

/** Periods that are shown. */
const MOST_PERIODS = 20
/** Fewer rows a period say little. */
const LEAST_ROWS = 20
/** A loss of a twentieth is worth a word, where it is no chance. */
const LEAST_LOSS = 0.05

type Labelled = AnsweredRow & { readonly label: string }

/** @param rows any order; those without a label are passed over */
export function measureLive(
  rows: readonly AnsweredRow[],
  isNumber: boolean,
  validation: MetricValues,
): LivePerformance {
  const labelled = rows
    .filter((row): row is Labelled => row.label !== null)
    .sort((one, other) => one.key - other.key)
  const metric = isNumber ? 'rmse' : 'accuracy'
  const score = isNumber ? rootMeanSquare : shareRight
  const value = score(labelled)
  const before = validation[metric] ?? null
  return {
    metric,
    validation: before,
    value,
    rows: labelled.length,
    periods: cut(labelled).map((period) => ({
      from: period[0]?.at ?? 0,
      to: period.at(-1)?.at ?? 0,
      rows: period.length,
      value: score(period),
    })),
    isAlarm: before !== null && value !== null && isWorse({ isNumber, before, value, labelled }),
  }
}

function shareRight(rows: readonly Labelled[]): number | null {
  return rows.length === 0 ? null : rows.filter(({ answer, label }) => answer === label).length / rows.length
}

function rootMeanSquare(rows: readonly Labelled[]): number | null {
  const errors = squaredErrors(rows)
  return errors.length === 0 ? null : Math.sqrt(mean(errors))
}

function squaredErrors(rows: readonly Labelled[]): number[] {
  return rows.map(({ answer, label }) => (Number(answer) - Number(label)) ** 2).filter(Number.isFinite)
}

function cut(rows: readonly Labelled[]): Labelled[][] {
  const size = Math.max(LEAST_ROWS, Math.ceil(rows.length / MOST_PERIODS))
  return Array.from({ length: Math.ceil(rows.length / size) }, (_, period) =>
    rows.slice(period * size, (period + 1) * size),
  )
}

interface Judged {
  readonly isNumber: boolean
  readonly before: number
  readonly value: number
  readonly labelled: readonly Labelled[]
}

/** Worse by a twentieth, and by more than chance: the 95 % interval of what was measured lies on the bad side of validation. */
function isWorse({ isNumber, before, value, labelled }: Judged): boolean {
  if (labelled.length < LEAST_ROWS) return false
  if (!isNumber) {
    const hits = Math.round(value * labelled.length)
    return value <= before * (1 - LEAST_LOSS) && wilsonInterval(hits, labelled.length).high < before
  }
  const errors = squaredErrors(labelled)
  const center = mean(errors)
  const deviation = Math.sqrt(mean(errors.map((error) => (error - center) ** 2)) / errors.length)
  return value >= before * (1 + LEAST_LOSS) && Math.sqrt(Math.max(0, center - 1.96 * deviation)) > before
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}
