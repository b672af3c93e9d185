/** @file What a plan makes of its rows: usable ones, classes, and the parts of every fold. */
import type { SeriesOrder } from '../series'
import { divideRows } from '../splits/divideRows'
import { pick, type DividedRows, type SplitFold, type SplitRows } from '../splits/splitRequest'
import { listClasses, type ClassLabels } from './classLabels'
import type { PlanData } from './planData'
import { selectRows, type RowSelection } from './selectRows'
import { orderRows } from './orderRows'

export interface Division extends DividedRows {
  readonly selection: RowSelection
  /** Null for regression, or while there is no target. */
  readonly classes: ClassLabels | null
  readonly labels: readonly string[] | null
  /** Class of each row of the table, −1 where it has none. */
  readonly classOfRow: Int32Array | null
  /** The first fold and the sealed rows. */
  readonly parts: SplitRows
  /** Different groups among the usable rows; 0 where the split knows none. */
  readonly groupCount: number
  /** The usable rows in the order of their series and time; null where they are independent. */
  readonly order: SeriesOrder | null
}

export function divide(data: PlanData): Division {
  const selection = selectRows(data)
  const { target, plan } = data
  const classes =
    target?.kind === 'category' ? listClasses(target.view, selection.rows, plan.dialect.decimal) : null
  const classOfRow =
    target?.kind === 'category' && classes
      ? target.view.codes.map((code) => classes.indexOfCode[code] ?? -1)
      : null
  const divided = divideSelected(data, selection, classOfRow)
  const { groupOf } = data.divides
  return {
    selection,
    classes,
    labels: classes?.labels ?? null,
    classOfRow,
    ...divided,
    parts: { ...(divided.folds[0] ?? NO_FOLD), test: divided.test },
    order: orderRows(data, selection.rows),
    groupCount: groupOf ? new Set(pick(groupOf, selection.rows)).size : 0,
  }
}

const NO_FOLD: SplitFold = { train: new Int32Array(0), validation: new Int32Array(0) }

function divideSelected(
  { plan, divides }: PlanData,
  { rows }: RowSelection,
  classOfRow: Int32Array | null,
): DividedRows {
  const { groupOf, time, partOf } = divides
  return divideRows({
    split: plan.split,
    rows,
    classOf: classOfRow && pick(classOfRow, rows),
    groupOf: groupOf && pick(groupOf, rows),
    timeOf: time && Float64Array.from(rows, (row) => time.view.values[row] ?? NaN),
    partOf: partOf && Uint8Array.from(rows, (row) => partOf[row] ?? 0),
  })
}
