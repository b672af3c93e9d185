/** @file Rules by which rows are left out before they are divided. They learn nothing. */
import type { RecipeStep, StepOf } from '../../../../shared/domain/recipe'
import { parseFigure, type Spelling } from '../../import/cellText'
import { columnOf, type ColumnData, type PlanData } from '../planData'
import { means, rawKindOf } from './rawColumns'

/** @returns whether a row passes, for steps that look at one row at a time; null for others. */
export function createFilter(step: StepOf<'filter'>, data: PlanData): (row: number) => boolean {
  const tests = columnsOf(step, data).map((column) => createTest(step, column, data.plan.dialect))
  return (row) => tests.every((test) => test(row))
}

/** @returns the columns that a step on rows looks at. */
function columnsOf(step: RecipeStep, data: PlanData): ColumnData[] {
  if (typeof step.columns !== 'string') return step.columns.flatMap((name) => columnOf(data, name) ?? [])
  return data.inputs.filter(({ column }) => means(step, column.name, rawKindOf(column)))
}

/** @returns what a column is compared with; NaN where the text is no value of its kind. */
export function readFilterValue(value: string, { column }: ColumnData, spelling: Spelling): number {
  return parseFigure(value.trim(), column.type === 'date', spelling)
}

type Compare<Cell> = (cell: Cell, value: Cell) => boolean

const COMPARISONS = {
  equals: (cell, value) => cell === value,
  less: (cell, value) => cell < value,
  atMost: (cell, value) => cell <= value,
  more: (cell, value) => cell > value,
  atLeast: (cell, value) => cell >= value,
} as const satisfies Record<string, Compare<number | string>>

/** A missing cell passes `isMissing` and `differs` only. */
function createTest(
  { test, value }: StepOf<'filter'>,
  data: ColumnData,
  spelling: Spelling,
): (row: number) => boolean {
  const isMissing =
    data.kind === 'number'
      ? (row: number) => Number.isNaN(data.view.values[row] ?? NaN)
      : (row: number) => (data.view.codes[row] ?? -1) < 0
  if (test === 'isMissing') return isMissing
  if (test === 'isPresent') return (row) => !isMissing(row)
  if (data.kind === 'category') {
    const passes = data.view.texts.map((text) => passesText(test, text, value.trim()))
    return (row) => passes[data.view.codes[row] ?? -1] ?? test === 'differs'
  }
  const wanted = readFilterValue(value, data, spelling)
  if (test === 'differs') return (row) => data.view.values[row] !== wanted
  if (test === 'contains')
    return (row) => !isMissing(row) && String(data.view.values[row]).includes(value.trim())
  const compare: Compare<number> = COMPARISONS[test]
  return (row) => compare(data.view.values[row] ?? NaN, wanted)
}

function passesText(
  test: Exclude<StepOf<'filter'>['test'], 'isMissing' | 'isPresent'>,
  text: string,
  value: string,
): boolean {
  if (test === 'contains') return text.includes(value)
  if (test === 'differs') return text !== value
  const compare: Compare<string> = COMPARISONS[test]
  return compare(text, value)
}

/** @returns the rows that stay of those that are alike in the columns of the step, ascending; without names, in all. */
export function dropDuplicates(step: StepOf<'deduplicate'>, data: PlanData, rows: Int32Array): Int32Array {
  const isAll = Array.isArray(step.columns) && step.columns.length === 0
  const all = data.target && !data.inputs.includes(data.target) ? [...data.inputs, data.target] : data.inputs
  const groups = groupAlike(isAll ? all : columnsOf(step, data), rows)
  const chosen = new Int32Array(groups.reduce((most, group) => Math.max(most, group + 1), 0)).fill(-1)
  groups.forEach((group, place) => {
    if (step.keep === 'last' || (chosen[group] ?? -1) < 0) chosen[group] = place
  })
  return rows.filter((_, place) => chosen[groups[place] ?? 0] === place)
}

/** Splits groups column by column, so that rows of a group are alike in all of them. @returns the group of each row. */
function groupAlike(columns: readonly ColumnData[], rows: Int32Array): Int32Array {
  let groups = new Int32Array(rows.length)
  let count = 1
  for (const data of columns) {
    const { codes, size } = codesOf(data, rows)
    const known = new Map<number, number>()
    groups = groups.map((group, place) => {
      const key = group * (size + 1) + (codes[place] ?? 0)
      const own = known.get(key) ?? known.size
      known.set(key, own)
      return own
    })
    count = known.size
    if (count === rows.length) break
  }
  return groups
}

/** @returns a whole number a row from 0 to `size`, the same for the same cell. */
function codesOf(data: ColumnData, rows: Int32Array): { codes: Int32Array; size: number } {
  if (data.kind === 'category')
    return { codes: rows.map((row) => (data.view.codes[row] ?? -1) + 1), size: data.view.texts.length }
  const known = new Map<number, number>()
  const codes = rows.map((row) => {
    const value = data.view.values[row] ?? NaN
    const code = known.get(value) ?? known.size
    known.set(value, code)
    return code
  })
  return { codes, size: known.size }
}
