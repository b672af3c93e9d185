import type { ColumnType } from '@shared/domain/column'
import { canonicalJson } from '@shared/util/canonicalJson'
import {
  newStep,
  type EncodeMethod,
  type ImputeMethod,
  type Recipe,
  type RecipeStep,
  type StepOf,
} from '@shared/domain/recipe'

/** How one column is prepared: what the recipe's steps say of it, gathered. Null: no step of that kind. */
export interface Treatment {
  readonly impute: ImputeMethod | null
  /** The text to fill in, for `constant`. */
  readonly constant: string
  readonly encode: EncodeMethod | null
  readonly maxCategories: number
  readonly scale: StepOf<'scale'>['method'] | null
}

const DEFAULT_CATEGORIES = 50
const UNTREATED: Treatment = {
  impute: null,
  constant: '',
  encode: null,
  maxCategories: DEFAULT_CATEGORIES,
  scale: null,
}

/** Ways to fill missing cells that make sense for a type, the usual one first. */
export const IMPUTES: Record<ColumnType, readonly ImputeMethod[]> = {
  number: ['median', 'mean', 'constant', 'dropRow'],
  date: ['median', 'mean', 'constant', 'dropRow'],
  category: ['mode', 'ownCategory', 'constant', 'dropRow'],
  boolean: ['mode', 'ownCategory', 'constant', 'dropRow'],
  text: ['mode', 'ownCategory', 'dropRow'],
  identifier: ['mode', 'ownCategory', 'dropRow'],
  image: ['dropRow'],
}

export function isNumeric(type: ColumnType): boolean {
  return type === 'number' || type === 'date'
}

/** Reads what a recipe does to a column. */
export function treatmentOf(recipe: Recipe, column: string): Treatment {
  let found = UNTREATED
  for (const step of recipe) {
    if (!step.columns.includes(column)) continue
    if (step.kind === 'impute') found = { ...found, impute: step.method, constant: step.constant ?? '' }
    if (step.kind === 'encode') found = { ...found, encode: step.method, maxCategories: step.maxCategories }
    if (step.kind === 'scale') found = { ...found, scale: step.method }
  }
  return found
}

/** Takes a column out of every step; steps without columns go. */
function withoutColumn(recipe: Recipe, column: string): Recipe {
  return recipe
    .map((step) =>
      typeof step.columns === 'string' || !isTreatment(step)
        ? step
        : { ...step, columns: step.columns.filter((name) => name !== column) },
    )
    .filter((step) => step.columns.length > 0)
}

/** Makes a recipe treat a column this way, sharing a step with columns that are treated alike. */
export function withTreatment(recipe: Recipe, column: string, treatment: Treatment): Recipe {
  let next = withoutColumn(recipe, column)
  for (const step of toSteps(column, treatment)) next = mergeStep(next, step)
  return next
}

function toSteps(column: string, treatment: Treatment): RecipeStep[] {
  const columns = [column]
  const steps: RecipeStep[] = []
  if (treatment.impute !== null) {
    const constant = treatment.impute === 'constant' ? { constant: treatment.constant } : {}
    steps.push({ ...plain('impute', columns), method: treatment.impute, ...constant })
  }
  if (treatment.encode !== null) {
    const { encode: method, maxCategories } = treatment
    steps.push({ ...plain('encode', columns), method, maxCategories })
  }
  if (treatment.scale !== null) steps.push({ ...plain('scale', columns), method: treatment.scale })
  return steps
}

/** The steps that treat columns one by one; ids are given when the core completes the plan. */
const ORDER = ['impute', 'encode', 'scale'] as const

function isTreatment({ kind }: RecipeStep): boolean {
  return (ORDER as readonly string[]).includes(kind)
}

function plain<Kind extends (typeof ORDER)[number]>(kind: Kind, columns: string[]): StepOf<Kind> {
  return newStep(kind, '', columns)
}

function mergeStep(recipe: Recipe, step: RecipeStep): Recipe {
  const alike = recipe.findIndex((other) => isMergeable(other, step))
  if (alike >= 0) {
    return recipe.map((other, index) =>
      index === alike ? { ...other, columns: [...other.columns, ...step.columns] } : other,
    )
  }
  const later = recipe.findIndex((other) => rankOf(other) > rankOf(step))
  return later < 0 ? [...recipe, step] : [...recipe.slice(0, later), step, ...recipe.slice(later)]
}

/** What works on several columns together comes after what treats them one by one. */
const TOGETHER: readonly RecipeStep['kind'][] = [
  'polynomial',
  'normalize',
  'select',
  'reduce',
  'drop',
  'balance',
]

function rankOf({ kind }: RecipeStep): number {
  return TOGETHER.includes(kind) ? ORDER.length : (ORDER as readonly string[]).indexOf(kind)
}

function isMergeable(step: RecipeStep, other: RecipeStep): boolean {
  return typeof step.columns !== 'string' && settingsOf(step) === settingsOf(other)
}

function settingsOf({ id: _id, columns: _columns, ...settings }: RecipeStep): string {
  return canonicalJson(settings)
}
