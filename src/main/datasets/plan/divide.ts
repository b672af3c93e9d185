/** @file What a plan makes of its rows: usable ones, classes, and the three parts. */
import { invariant } from '../../../shared/errors/appError'
import { splitHoldout, type SplitRows } from '../splits/holdout'
import { listClasses, type ClassLabels } from './classLabels'
import type { PlanData } from './planData'
import { selectRows, type RowSelection } from './selectRows'

export interface Division {
  readonly selection: RowSelection
  /** Null for regression, or while there is no target. */
  readonly classes: ClassLabels | null
  readonly labels: readonly string[] | null
  /** Class of each row of the table, −1 where it has none. */
  readonly classOfRow: Int32Array | null
  readonly parts: SplitRows
}

export function divide(data: PlanData): Division {
  const selection = selectRows(data)
  const { target, plan } = data
  invariant(plan.split.kind === 'holdout', 'other splits are not drawn yet')
  const classes =
    target?.kind === 'category' ? listClasses(target.view, selection.rows, plan.dialect.decimal) : null
  const classOfRow =
    target?.kind === 'category' && classes
      ? target.view.codes.map((code) => classes.indexOfCode[code] ?? -1)
      : null
  const classOf = classOfRow ? selection.rows.map((row) => classOfRow[row] ?? 0) : null
  return {
    selection,
    classes,
    labels: classes?.labels ?? null,
    classOfRow,
    parts: splitHoldout(selection.rows, classOf, plan.split),
  }
}
