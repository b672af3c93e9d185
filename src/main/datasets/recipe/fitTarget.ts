/** @file The target as steps and models see it. */
import type { Division } from '../plan/divide'
import type { ColumnData, PlanData } from '../plan/planData'
import { describeSpread } from '../statistics/column/moments'
import type { FitTarget } from './steps/rule'

/** A model learns `(y − center) / scale` of figures. */
export interface TargetScaling {
  readonly targetCenter: number
  readonly targetScale: number
}

/** @param rows whose targets the training rows are to predict; −1 for none. */
export function scaleTarget(target: ColumnData, rows: Int32Array): TargetScaling {
  if (target.kind !== 'number') return { targetCenter: 0, targetScale: 1 }
  const known = rows.filter((row) => row >= 0)
  const { mean, standardDeviation } = describeSpread(
    Float64Array.from(known, (row) => target.view.values[row] ?? 0),
  )
  return { targetCenter: mean, targetScale: standardDeviation > 0 ? standardDeviation : 1 }
}

/** @param rows as above; a row of −1 has no target. */
export function readTarget(
  { target }: PlanData,
  { labels, classOfRow }: Pick<Division, 'labels' | 'classOfRow'>,
  { rows, targetCenter, targetScale }: TargetScaling & { readonly rows: Int32Array },
): FitTarget {
  if (target?.kind === 'number') {
    const { values } = target.view
    return {
      kind: 'number',
      values: Float64Array.from(rows, (row) => ((values[row] ?? NaN) - targetCenter) / targetScale),
    }
  }
  const codes = rows.map((row) => classOfRow?.[row] ?? -1)
  return { kind: 'classes', labels: labels ?? [], categories: { codes, size: labels?.length ?? 0 } }
}
