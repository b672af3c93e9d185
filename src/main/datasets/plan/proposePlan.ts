/** @file Proposes everything about a table that was just read: names, types, roles, task, recipe and split. */
import type { Column, ColumnProfile, ColumnType } from '../../../shared/domain/column'
import type { DatasetPlan } from '../../../shared/domain/dataset'
import type { Dialect, DialectChoice } from '../../../shared/domain/dialect'
import type { Recipe } from '../../../shared/domain/recipe'
import type { Series } from '../../../shared/domain/series'
import { DEFAULT_SPLIT, DEFAULT_SPLITS, withStratification } from '../../../shared/domain/split'
import type { Task } from '../../../shared/domain/task'
import { findDateOrder, MISSING_TOKENS, type DateOrder } from '../import/cellText'
import type { Reading } from '../import/formats/types'
import { nameColumns } from '../import/sniff/sniffHeader'
import type { Table } from '../import/table/table'
import { profileColumns } from '../profile/profileColumns'
import { suggestTypes } from '../profile/suggestType'
import { countPresent } from '../statistics/column/present'
import { chooseTarget, chooseTask } from './chooseTarget'
import { chooseTexts } from './chooseTexts'
import { meaningOf } from './planData'
import { proposeParts } from './proposeParts'
import { proposeSeries } from './proposeSeries'
import { defaultRecipe } from './recipe/recipeSteps'

export function proposePlan(table: Table, reading: Reading, choice: DialectChoice): DatasetPlan {
  const dialect = completeDialect(table, reading, choice)
  const meaning = meaningOf({ dialect })
  const { names } = nameColumns(table.header, table.columns.length)
  const suggested = suggestTypes(table, names, meaning)
  const named = names.map((name, index) => ({ name, index, type: suggested[index] ?? ('category' as const) }))
  const profiles = profileColumns(named, { table, meaning, suggested })
  const parts = proposeParts(profiles)
  const target = findTarget(
    profiles.filter(({ name }) => name !== parts?.column),
    table,
  )
  const targetProfile = profiles[target]
  const task = targetProfile ? chooseTask(targetProfile, table.rowCount) : 'multiclass'
  const proposed = profiles.map((profile) => ({
    name: profile.name,
    index: profile.index,
    type: profile.index === target ? targetType(profile.suggestedType, task) : profile.suggestedType,
    role:
      table.known[profile.index]?.isAside === true || profile.name === parts?.column
        ? ('ignored' as const)
        : roleOf(profile, profile.index === target),
  }))
  const columns = chooseTexts(proposed, table)
  const series = proposeSeries({ table, columns, task, meaning })
  const split = parts ?? (series ? { ...DEFAULT_SPLITS.timeOrdered, column: series.time } : DEFAULT_SPLIT)
  return {
    dialect,
    columns: series ? columns.map((column) => setAside(column, series)) : columns,
    task,
    recipe: withGeometry(defaultRecipe(columns.filter(({ role }) => role === 'input')), table),
    split: withStratification(split, task !== 'regression'),
    series,
  }
}

/** When a row was measured orders a series; as a figure it says nothing, for every one to come is larger than those learnt. */
function setAside(column: Column, { time }: Series): Column {
  return column.name === time ? { ...column, role: 'ignored' } : column
}

/** Pictures are brought to the size that most of them have. */
function withGeometry(recipe: Recipe, { known }: Table): Recipe {
  const geometry = known.find((column) => column?.geometry)?.geometry
  return geometry ? recipe.map((step) => (step.kind === 'picture' ? { ...step, ...geometry } : step)) : recipe
}

/** @returns the position of the column to predict; −1 where there is none but pictures and facts about them. */
function findTarget(profiles: readonly ColumnProfile[], table: Table): number {
  const candidates = profiles.filter(
    ({ index, suggestedType }) => suggestedType !== 'image' && table.known[index]?.isAside !== true,
  )
  return candidates[chooseTarget(candidates)]?.index ?? -1
}

function completeDialect(table: Table, reading: Reading, choice: DialectChoice): Dialect {
  const missing = choice.missing ?? findMissingTokens(table)
  return { ...reading, missing, dateOrder: choice.dateOrder ?? orderOfDates(table) }
}

/** One file is written by one habit: the first column that tells it tells it for all. */
function orderOfDates({ columns }: Table): DateOrder {
  for (const { texts } of columns) {
    const order = findDateOrder(texts)
    if (order) return order
  }
  return 'monthFirst'
}

/** Texts for "missing" in columns that are figures otherwise, and a lone question mark anywhere. */
export function findMissingTokens(table: Table): string[] {
  const found = new Set<string>()
  for (const column of table.columns) {
    if (column.texts.includes('?')) found.add('?')
    if (!column.numbers) continue
    const tokens = column.odd.texts.filter((text) => MISSING_TOKENS.has(text))
    if (tokens.length === 0) continue
    const isToken = column.odd.texts.map((text) => MISSING_TOKENS.has(text))
    const others = column.odd.codes.reduce((count, code) => count + (isToken[code] === true ? 0 : 1), 0)
    const figures = countPresent(column.numbers)
    if (figures > 0 && others <= figures * 0.1) for (const token of tokens) found.add(token)
  }
  return [...found].sort().slice(0, 20)
}

function targetType(suggested: ColumnType, task: Task): ColumnType {
  if (task === 'regression') return suggested === 'date' ? 'date' : 'number'
  return suggested === 'boolean' ? 'boolean' : 'category'
}

function roleOf(profile: ColumnProfile, isTarget: boolean): Column['role'] {
  if (isTarget) return 'target'
  const { suggestedType } = profile
  if (suggestedType === 'identifier' || suggestedType === 'text') return 'ignored'
  return isConstant(profile) || profile.distinct === 0 ? 'ignored' : 'input'
}

/** @returns whether a column says the same in every row. */
export function isConstant(profile: ColumnProfile): boolean {
  return profile.distinct === 1 && profile.missing === 0
}
