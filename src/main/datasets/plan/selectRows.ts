/** @file Which rows of a table a plan can use: not those it cannot read, nor those that its recipe leaves out. */
import type { RejectedRow } from '../../../shared/domain/dataset'
import type { RecipeStep } from '../../../shared/domain/recipe'
import { findNeeded } from './recipe/neededColumns'
import { addPast, type PastColumns } from './recipe/pastSteps'
import type { ColumnData, PlanData } from './planData'
import { rawInputsOf } from './recipe/rawColumns'
import { createFilter, dropDuplicates } from './recipe/rowRules'

export interface RowSelection {
  /** Rows of the table that are used, ascending. */
  readonly rows: Int32Array
  /** Rows with a cell that the type of its column does not allow, ascending. */
  readonly misread: readonly {
    readonly row: number
    readonly column: string
    readonly cause: RejectedRow['cause']
  }[]
  /** Rows left out by steps of the recipe, or because their target, or an input that is not filled, is missing. */
  readonly droppedCount: number
  /** How many of them each step left out, in the order of the recipe. */
  readonly leftOut: readonly { readonly stepId: string; readonly count: number }[]
  /** What steps for series add. */
  readonly past: PastColumns
  /** Inputs without which a row cannot be used. */
  readonly required: ReadonlySet<string>
}

export function selectRows(data: PlanData): RowSelection {
  const misread = findMisread(data)
  const isMisread = new Uint8Array(data.rowCount)
  for (const { row } of misread) isMisread[row] = 1
  const { time } = data.divides
  const rows = new Int32Array(data.rowCount).map((_, row) => row)
  const chosen = new Chosen(
    rows.filter((row) => isMisread[row] === 0 && (time === null || !isMissingAt(time, row))),
  )
  for (const step of data.plan.recipe) chooseBy(step, data, chosen)
  const past = addPast(data, chosen.rows)
  const { needed, dropped } = findNeeded(data.plan.recipe, rawInputsOf(data.plan))
  const columns = [...data.inputs, ...past.columns]
  const keepWhole = (names: ReadonlySet<string>, step?: RecipeStep) => {
    const looked = columns.filter(({ column }) => names.has(column.name))
    chosen.keep((row) => looked.every((column) => !isMissingAt(column, row)), step)
  }
  for (const [step, names] of dropped) keepWhole(names, step)
  const { target } = data
  if (target) chosen.keep((row) => !isMissingAt(target, row))
  if (needed.size > 0) keepWhole(needed)
  return {
    rows: chosen.rows,
    misread,
    droppedCount: data.rowCount - misread.length - chosen.rows.length,
    leftOut: chosen.leftOut,
    past,
    required: new Set([...needed, ...[...dropped.values()].flatMap((names) => [...names])]),
  }
}

/** Rows that are left, and how many each step left out. */
class Chosen {
  readonly leftOut: { stepId: string; count: number }[] = []

  constructor(public rows: Int32Array) {}

  keep(passes: (row: number) => boolean, step?: RecipeStep): void {
    this.replace(this.rows.filter(passes), step)
  }

  replace(rows: Int32Array, step?: RecipeStep): void {
    if (step) this.leftOut.push({ stepId: step.id, count: this.rows.length - rows.length })
    this.rows = rows
  }
}

function chooseBy(step: RecipeStep, data: PlanData, chosen: Chosen): void {
  if (step.isOff) return
  if (step.kind === 'filter') chosen.keep(createFilter(step, data), step)
  if (step.kind === 'deduplicate') chosen.replace(dropDuplicates(step, data, chosen.rows), step)
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
