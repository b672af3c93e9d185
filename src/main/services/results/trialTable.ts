import { METRICS } from '../../../shared/domain/metric'
import type { TrialRow } from '../../../shared/domain/trial'
import { type CsvCell, toCsv } from '../downloads/csv'

const METRIC_PARTS = ['train', 'validation'] as const

/** The leaderboard as CSV: a row a trial, a column for every parameter and every metric that occurs. */
export function toTrialTable(rows: readonly TrialRow[]): string {
  const parameters = [...new Set(rows.flatMap(({ assignment }) => Object.keys(assignment)))]
  const measured = METRIC_PARTS.flatMap((part) =>
    METRICS.filter((metric) => rows.some((row) => row[part][metric] !== undefined)).map((metric) => ({
      part,
      metric,
    })),
  )
  const header = [
    'trial',
    'state',
    'value',
    ...parameters,
    ...measured.map(({ part, metric }) => `${part}.${metric}`),
    'bestEpoch',
    'epochs',
    'stoppedEarly',
    'weights',
    'seconds',
    'reason',
  ]
  const cells = rows.map((row): CsvCell[] => [
    row.number,
    row.state,
    row.value,
    ...parameters.map((name) => row.assignment[name] ?? null),
    ...measured.map(({ part, metric }) => row[part][metric] ?? null),
    row.bestStep,
    row.step,
    row.isStoppedEarly,
    row.weightCount,
    row.durationMs === null ? null : row.durationMs / 1000,
    row.reason?.code ?? null,
  ])
  return toCsv(header, cells)
}
