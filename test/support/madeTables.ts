/** @file Tables that tests make up, as files, and what the data engine prepares of them. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { DatasetEngine } from '../../src/main/datasets'
import { makeFolder, writeTable } from '../../src/main/datasets/testing/temporaryFiles'
import type { Column } from '../../src/shared/domain/column'
import type { DatasetPlan } from '../../src/shared/domain/dataset'
import { newStep, type RecipeStep, type StepKind, type StepOf } from '../../src/shared/domain/recipe'
import { DEFAULT_SPLITS } from '../../src/shared/domain/split'
import { createRandom } from '../../src/shared/util/random'

export type Row = Readonly<Record<string, string | number>>

export function toCsv(rows: readonly Row[]): string {
  const names = Object.keys(rows[0] ?? {})
  return [names.join(','), ...rows.map((row) => names.map((name) => row[name] ?? '').join(','))].join('\n')
}

export function writeRows(rows: readonly Row[], fileName?: string): ReturnType<typeof writeTable> {
  return writeTable(`${toCsv(rows)}\n`, fileName)
}

export const MADE_COLUMNS: Readonly<Record<string, Pick<Column, 'type' | 'role'>>> = {
  part: { type: 'category', role: 'ignored' },
  a: { type: 'number', role: 'input' },
  b: { type: 'number', role: 'input' },
  c: { type: 'number', role: 'input' },
  colour: { type: 'category', role: 'input' },
  town: { type: 'category', role: 'input' },
  when: { type: 'date', role: 'input' },
  note: { type: 'text', role: 'input' },
  price: { type: 'number', role: 'ignored' },
  class: { type: 'category', role: 'target' },
}

const WORDS = 'good bad film actor long dull funny story music night city river'.split(' ')

/** A row of everything: figures with gaps, categories, a date, a text, a number and a class to predict. */
export function makeRow(seed: number, part: string): Row {
  const random = createRandom(seed)
  const a = random.normal()
  const pick = <T>(list: readonly T[]): T | undefined => list[random.integer(list.length)]
  return {
    part,
    a: a.toFixed(6),
    b: random.integer(8) === 0 ? '' : (Math.exp(random.normal()) + a).toFixed(4),
    c: (10 + random.integer(50)) * 3,
    colour: random.integer(9) === 0 ? '' : (pick(['red', 'green', 'blue']) ?? ''),
    town: `t${random.integer(14)}`,
    when: `2024-${String(1 + random.integer(12)).padStart(2, '0')}-${String(1 + random.integer(28)).padStart(2, '0')}`,
    note: Array.from({ length: 3 + random.integer(6) }, () => pick(WORDS)).join(' '),
    price: (100 + 20 * a + random.normal()).toFixed(3),
    class: a + random.normal() > 0.7 ? 'yes' : 'no',
  }
}

/** The plan of a table of such rows, its parts named by a column unless `change` says so. */
export async function planMade(
  engine: DatasetEngine,
  rows: readonly Row[],
  change: Partial<DatasetPlan> = {},
): Promise<DatasetPlan> {
  const file = writeRows(rows)
  const { plan } = await engine.propose(file, { format: 'delimited', delimiter: ',', hasHeader: true })
  return {
    ...plan,
    columns: plan.columns.map((column) => ({ ...column, ...MADE_COLUMNS[column.name] })),
    task: 'binary',
    recipe: [],
    series: null,
    split: { ...DEFAULT_SPLITS.column, column: 'part', validation: ['validation'], test: ['test'] },
    ...change,
  }
}

/** The plan with a number to predict instead of a class. */
export function predictPrice(plan: DatasetPlan): DatasetPlan {
  const roles: Partial<Record<string, Column['role']>> = { price: 'target', class: 'ignored' }
  const columns = plan.columns.map((column) => ({ ...column, role: roles[column.name] ?? column.role }))
  return { ...plan, columns, task: 'regression' }
}

/** A step of a kind with some settings of its own. */
export function stepOf<Kind extends StepKind>(
  kind: Kind,
  columns: RecipeStep['columns'],
  settings: Partial<StepOf<Kind>> = {},
): RecipeStep {
  return { ...newStep(kind, kind, columns), ...settings } as RecipeStep
}

/** Files of prepared tensors by name, as text that can be compared; the description is left out. */
export function readTensors(folder: string, part: string): Record<string, string> {
  const names = readdirSync(folder).filter((name) => name.startsWith(`${part}.`))
  return Object.fromEntries(names.map((name) => [name, readFileSync(join(folder, name)).toString('base64')]))
}

/** @returns a new folder inside one that is gone after the test. */
export function folderFor(name: string): string {
  return join(makeFolder(), name)
}
