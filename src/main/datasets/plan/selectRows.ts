/** @file Which rows of a table a plan can use: not those it cannot read, nor those whose missing cells it does not fill. */
import type { RejectedRow } from '../../../shared/domain/dataset'
import type { ColumnData, PlanData } from './planData'
import { indexSteps, type ColumnSteps } from './recipeSteps'

export interface RowSelection {
  /** Rows of the table that are used, ascending. */
  readonly rows: Int32Array
  /** Rows with a cell that the type of its column does not allow, ascending. */
  readonly misread: readonly {
    readonly row: number
    readonly column: string
    readonly cause: RejectedRow['cause']
  }[]
  /** Rows left out because their target, or an input that is not filled, is missing. */
  readonly droppedCount: number
}

export function selectRows(data: PlanData): RowSelection {
  const misread = findMisread(data)
  const isMisread = new Uint8Array(data.rowCount)
  for (const { row } of misread) isMisread[row] = 1
  const stepsOf = indexSteps(data.plan.recipe)
  const unfilled = data.inputs.filter(({ column }) => dropsRows(stepsOf(column.name)))
  const { time } = data.divides
  const needed = [data.target, time, ...unfilled].filter((column) => column !== null)
  const rows = new Int32Array(data.rowCount)
  let used = 0
  for (let row = 0; row < data.rowCount; row++) {
    if (isMisread[row] === 0 && needed.every((column) => !isMissingAt(column, row))) rows[used++] = row
  }
  return { rows: rows.slice(0, used), misread, droppedCount: data.rowCount - misread.length - used }
}

/** @returns whether a column treated so leaves out the rows in which it is missing. */
export function dropsRows({ impute }: Pick<ColumnSteps, 'impute'>): boolean {
  return impute === null || impute.method === 'dropRow'
}

/** @returns whether the cell says nothing. */
export function isMissingAt(data: ColumnData, row: number): boolean {
  return data.kind === 'number' ? Number.isNaN(data.view.values[row]) : (data.view.codes[row] ?? -1) < 0
}

function findMisread(data: PlanData): RowSelection['misread'] {
  const found = new Map<number, RowSelection['misread'][number]>()
  for (const used of [data.target, data.divides.time, ...data.inputs]) {
    if (used?.kind !== 'number') continue
    const cause = used.column.type === 'date' ? 'other' : 'notANumber'
    for (const row of used.view.oddRows)
      if (!found.has(row)) found.set(row, { row, column: used.column.name, cause })
  }
  return [...found.values()].sort((left, right) => left.row - right.row)
}
