/** @file A plan laid over a table: the columns it uses, read as it says. */
import type { Column } from '../../../shared/domain/column'
import type { DatasetPlan } from '../../../shared/domain/dataset'
import type { Recipe } from '../../../shared/domain/recipe'
import { AppError } from '../../../shared/errors/appError'
import type { Table, TableColumn } from '../import/table/table'
import {
  viewDates,
  viewNumbers,
  viewTexts,
  type Meaning,
  type NumberView,
  type TextView,
} from '../import/table/views'
import { namesOfSplit, readSplitColumns, type SplitColumns } from './splitColumns'

export interface NumberData {
  readonly kind: 'number'
  readonly column: Column
  readonly view: NumberView
}

export interface CategoryData {
  readonly kind: 'category'
  readonly column: Column
  readonly view: TextView
}

export type ColumnData = NumberData | CategoryData

export interface PlanData {
  readonly plan: DatasetPlan
  readonly rowCount: number
  /** Of a series the past of its target too, which stands last. */
  readonly inputs: readonly ColumnData[]
  /** `category` where classes are predicted; null while no column is the target. */
  readonly target: ColumnData | null
  /** Columns that steps on rows look at, though they are no inputs. */
  readonly asides: readonly ColumnData[]
  readonly divides: SplitColumns
}

export function meaningOf(plan: Pick<DatasetPlan, 'dialect'>): Meaning {
  const { decimal, dateOrder } = plan.dialect
  return { decimal, dateOrder, missing: new Set(plan.dialect.missing) }
}

/** @returns whether the cells of a column count as figures under its type. */
export function isNumeric(column: Pick<Column, 'type'>): boolean {
  return column.type === 'number' || column.type === 'date'
}

/** @throws {dataset/unknown-column} */
export function layOver(plan: DatasetPlan, table: Table): PlanData {
  const meaning = meaningOf(plan)
  const targets = plan.columns.filter((column) => column.role === 'target')
  const [target] = targets.length === 1 ? targets : []
  const read = (column: Column, asNumber: boolean): ColumnData => {
    const cells = columnAt(table, column)
    return asNumber
      ? { kind: 'number', column, view: viewFigures(column, cells, meaning) }
      : { kind: 'category', column, view: viewTexts(cells, meaning) }
  }
  const inputs = plan.columns
    .filter(({ role }) => role === 'input')
    .map((column) => read(column, isNumeric(column)))
  const aim = target ? read(target, plan.task === 'regression') : null
  const asked = namesOfRowSteps(plan.recipe)
  return {
    plan,
    rowCount: table.rowCount,
    inputs: plan.series && aim ? [...inputs, aim] : inputs,
    target: aim,
    asides: plan.columns
      .filter(({ name, role }) => role === 'ignored' && asked.has(name))
      .map((column) => read(column, isNumeric(column))),
    divides: readSplitColumns(plan, {
      figures: (column) => viewFigures(column, columnAt(table, column), meaning),
      texts: (column) => viewTexts(columnAt(table, column), meaning),
    }),
  }
}

function viewFigures(column: Column, cells: TableColumn, meaning: Meaning): NumberView {
  return column.type === 'date' ? viewDates(cells, meaning) : viewNumbers(cells, meaning)
}

function columnAt(table: Table, column: Column): TableColumn {
  const found = table.columns[column.index]
  if (!found) throw new AppError('dataset/unknown-column', { column: column.name })
  return found
}

/** @returns the column of that name, whatever it is for; undefined where the plan does not read it. */
export function columnOf({ inputs, target, asides }: PlanData, name: string): ColumnData | undefined {
  return [...inputs, ...(target ? [target] : []), ...asides].find(({ column }) => column.name === name)
}

function namesOfRowSteps(recipe: Recipe): Set<string> {
  const steps = recipe.filter(({ kind }) => kind === 'filter' || kind === 'deduplicate')
  return new Set(steps.flatMap(({ columns }) => (typeof columns === 'string' ? [] : columns)))
}

/** @returns the columns whose texts a plan needs, by position. */
export function textColumnsOf(
  plan: Pick<DatasetPlan, 'columns' | 'task' | 'split' | 'series' | 'recipe'>,
): number[] {
  const dividing = new Set([...namesOfSplit(plan), ...namesOfRowSteps(plan.recipe)])
  return plan.columns
    .filter(
      (column) =>
        dividing.has(column.name) ||
        (column.role === 'input' && column.type !== 'number') ||
        (column.role === 'target' && plan.task !== 'regression'),
    )
    .map((column) => column.index)
}
