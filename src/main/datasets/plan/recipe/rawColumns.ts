/** @file What a recipe knows of columns before anything is fitted: of which kind they are, and which ones steps name. */
import type { Column } from '../../../../shared/domain/column'
import type { DatasetPlan } from '../../../../shared/domain/dataset'
import type { RawColumn } from '../../../../shared/domain/fittedRecipe'
import type { RecipeStep, StepColumns } from '../../../../shared/domain/recipe'

export type RawKind = RawColumn['kind']

/** Columns in their order. */
export type RawKinds = ReadonlyMap<string, RawKind>

const KINDS: Partial<Record<Column['type'], RawKind>> = {
  number: 'number',
  date: 'date',
  text: 'text',
  image: 'picture',
}

export function rawKindOf({ type }: Pick<Column, 'type'>): RawKind {
  return KINDS[type] ?? 'category'
}

/** @returns the columns that a model reads: of a series the past of its target, too, which stands last. */
export function rawInputsOf(plan: Pick<DatasetPlan, 'columns' | 'task' | 'series'>): RawKinds {
  const inputs = plan.columns.filter(({ role }) => role === 'input')
  const kinds = new Map(inputs.map((column) => [column.name, rawKindOf(column)]))
  const target = plan.series ? plan.columns.find(({ role }) => role === 'target') : undefined
  if (target) {
    const kind = target.type === 'date' ? 'date' : 'number'
    kinds.set(target.name, plan.task === 'regression' ? kind : 'category')
  }
  return kinds
}

const SETS: { readonly [Name in Extract<StepColumns, string>]: readonly RawKind[] } = {
  numbers: ['number', 'date'],
  categories: ['category'],
  dates: ['date'],
  texts: ['text'],
  pictures: ['picture'],
}

const FIGURES: readonly RawKind[] = ['number', 'date']
const ANY: readonly RawKind[] = ['number', 'date', 'category', 'text', 'picture']

const TAKES: { readonly [Kind in RecipeStep['kind']]: readonly RawKind[] } = {
  filter: ANY,
  deduplicate: ANY,
  drop: ANY,
  balance: ANY,
  lag: ['number'],
  rolling: ['number'],
  difference: ['number'],
  dateParts: ['date'],
  tokens: ['text', 'category'],
  tfidf: ['text', 'category'],
  picture: ['picture'],
  augment: ['picture'],
  impute: [...FIGURES, 'category'],
  encode: ['category'],
  clip: FIGURES,
  transform: FIGURES,
  polynomial: FIGURES,
  bin: FIGURES,
  scale: FIGURES,
  normalize: FIGURES,
  select: FIGURES,
  reduce: FIGURES,
}

/** @returns whether a kind of step can work on columns of a kind. */
export function takesKind({ kind }: Pick<RecipeStep, 'kind'>, column: RawKind): boolean {
  return TAKES[kind].includes(column)
}

/** @returns whether a step works on a column of this kind, which it means by name or with others. */
export function means(step: RecipeStep, name: string, kind: RawKind): boolean {
  const { columns } = step
  const isMeant = typeof columns === 'string' ? SETS[columns].includes(kind) : columns.includes(name)
  return isMeant && takesKind(step, kind)
}
