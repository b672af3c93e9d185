/** @file Small plans for tests: columns, a recipe, and a division of the rows. */
import * as v from 'valibot'
import type { Column } from '../../../../shared/domain/column'
import type { DatasetPlan } from '../../../../shared/domain/dataset'
import { Recipe, type RecipeStep } from '../../../../shared/domain/recipe'
import { DEFAULT_SPLIT } from '../../../../shared/domain/split'
import { completeRecipe } from '../../plan/recipe/recipeSteps'
import { divide, type Division } from '../../plan/divide'
import { layOver, type PlanData } from '../../plan/planData'
import type { Table, TableColumn } from '../../import/table/table'

export type Cells = readonly (number | string | null)[]

/** A column by its cells: numbers, dates as they are written, or words. */
export interface SampleColumn {
  readonly name: string
  readonly type?: Column['type']
  readonly role?: Column['role']
  readonly cells: Cells
}

export interface SamplePlan {
  readonly columns: readonly SampleColumn[]
  /** As a stored plan has it; what is absent is as usual. */
  readonly recipe: readonly (Partial<RecipeStep> & Pick<RecipeStep, 'kind'>)[]
  readonly change?: Partial<DatasetPlan>
  /** Whether inputs that no step treats are treated as usual. @default false */
  readonly isCompleted?: boolean
}

export interface LaidOut {
  readonly data: PlanData
  readonly division: Division
}

/** @returns the plan over its table; the last column is the target unless one says so. */
export function layOut({ columns, recipe, change = {}, isCompleted = false }: SamplePlan): LaidOut {
  const hasTarget = columns.some(({ role }) => role === 'target')
  const described = columns.map(({ name, type = 'number', role = 'input' }, index): Column => ({
    name,
    index,
    type,
    role: !hasTarget && index === columns.length - 1 ? 'target' : role,
  }))
  const target = described.find(({ role }) => role === 'target')
  const plan: DatasetPlan = {
    dialect: {
      format: 'delimited',
      sheet: null,
      delimiter: ',',
      quote: '"',
      encoding: 'utf-8',
      hasHeader: true,
      decimal: '.',
      dateOrder: 'monthFirst',
      missing: [],
    },
    columns: described,
    task: target?.type === 'category' ? 'multiclass' : 'regression',
    recipe: v.parse(Recipe, recipe),
    split: { ...DEFAULT_SPLIT, isStratified: false },
    series: null,
    ...change,
  }
  const whole = isCompleted ? { ...plan, recipe: completeRecipe(plan) } : plan
  const data = layOver(whole, toTable(columns))
  return { data, division: divide(data) }
}

function toTable(columns: readonly SampleColumn[]): Table {
  const rowCount = columns[0]?.cells.length ?? 0
  return {
    rowCount,
    columns: columns.map(({ cells }) => toColumn(cells)),
    lines: Int32Array.from({ length: rowCount }, (_, row) => row + 2),
    files: [],
    header: columns.map(({ name }) => name),
    known: columns.map(() => null),
    rejected: [],
    head: [],
  }
}

function toColumn(cells: Cells): TableColumn {
  const texts = [...new Set(cells.filter((cell) => cell !== null).map(String))]
  const codeOf = new Map(texts.map((text, code) => [text, code]))
  const isFigures = cells.every((cell) => typeof cell !== 'string')
  return {
    numbers: isFigures ? Float64Array.from(cells, (cell) => (typeof cell === 'number' ? cell : NaN)) : null,
    odd: { rows: new Int32Array(0), codes: new Int32Array(0), texts: [] },
    codes: Int32Array.from(cells, (cell) => (cell === null ? -1 : (codeOf.get(String(cell)) ?? -1))),
    texts,
  }
}
