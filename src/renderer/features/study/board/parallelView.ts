import type { ParallelLine } from '@renderer/charts/buildParallelOption'
import { toPosition, type AxisScale, type ParallelAxis } from '@renderer/charts/parallelAxes'
import type { MetricBounds, Objective } from '@shared/domain/metric'
import { rankTrials } from '@shared/domain/rankTrials'
import type { Domain } from '@shared/domain/searchSpace'
import type { TrialRow } from '@shared/domain/trial'

export const OBJECTIVE_AXIS = 'objective'

export function scaleOf(domain: Domain): AxisScale {
  if (domain.kind === 'choice') return { kind: 'choice', choices: domain.values }
  const { low, high } = domain
  return { kind: domain.scale, low, high, isInteger: domain.kind === 'integer' }
}

/** The axis of the result spans what was reached. */
export function objectiveScale(rows: readonly TrialRow[], bounds: MetricBounds): AxisScale {
  const values = rows.flatMap(({ value }) => (value !== null && Number.isFinite(value) ? [value] : []))
  if (values.length === 0) return { kind: 'linear', low: 0, high: 1 }
  const low = values.reduce((least, value) => Math.min(least, value))
  const high = values.reduce((most, value) => Math.max(most, value))
  const room = low === high ? Math.abs(low) * 0.1 || 0.5 : 0
  return { kind: 'linear', low: Math.max(low - room, bounds.low), high: Math.min(high + room, bounds.high) }
}

/** One line a trial that has a result; merit is its rank, 1 for the best. */
export function parallelLines(
  rows: readonly TrialRow[],
  axes: readonly ParallelAxis[],
  objective: Objective,
): ParallelLine[] {
  const done = rankTrials(rows, objective)
  return done.map((row, rank) => ({
    number: row.number,
    values: axes.map((axis) => valueOn(axis.key, row)),
    merit: done.length === 1 ? 1 : 1 - rank / (done.length - 1),
  }))
}

function valueOn(key: string, row: TrialRow) {
  return key === OBJECTIVE_AXIS ? row.value : (row.assignment[key] ?? null)
}

export type Brush = ReadonlyMap<string, readonly (readonly [number, number])[]>

/** Whether a trial lies in a chosen interval of every brushed axis. */
export function isBrushed(row: TrialRow, axes: readonly ParallelAxis[], brush: Brush): boolean {
  return axes.every((axis) => {
    const intervals = brush.get(axis.key)
    if (intervals === undefined) return true
    const position = toPosition(axis.scale, valueOn(axis.key, row))
    return intervals.some(([from, to]) => position >= Math.min(from, to) && position <= Math.max(from, to))
  })
}
