import type { Column, ColumnProfile } from '@shared/domain/column'
import {
  DEFAULT_SPLITS,
  MAX_LEFT_OUT_GROUPS,
  SPLIT_KINDS,
  type Split,
  type SplitKind,
} from '@shared/domain/split'

/** What a split can be chosen from. */
export interface SplitContext {
  readonly columns: readonly Column[]
  readonly profiles: readonly ColumnProfile[]
  /** Whether classes are predicted, so that their shares can be kept alike. */
  readonly hasClasses: boolean
  /** Rows of a series are divided by time or by name only. */
  readonly isSeries: boolean
}

export function splitKindsFor({ isSeries }: Pick<SplitContext, 'isSeries'>): readonly SplitKind[] {
  return isSeries ? SPLIT_KINDS.filter((kind) => kind === 'timeOrdered' || kind === 'column') : SPLIT_KINDS
}

/** Columns whose equal cells may stay together: neither the target nor figures. */
export function groupColumns({ columns }: Pick<SplitContext, 'columns'>): string[] {
  const types = ['category', 'identifier', 'boolean', 'date']
  return columns.filter(({ type, role }) => role !== 'target' && types.includes(type)).map(({ name }) => name)
}

export function timeColumns({ columns }: Pick<SplitContext, 'columns'>): string[] {
  return columns
    .filter(({ type, role }) => role !== 'target' && (type === 'date' || type === 'number'))
    .map(({ name }) => name)
}

const PART_WORD = /^(?:train|training|test|testing|val|valid|validation|dev|eval)$/i
const TEST_WORD = /^(?:test|testing|eval)$/i
const VALIDATION_WORD = /^(?:val|valid|validation|dev)$/i

/** @returns the commonest values of a column, to choose parts from. */
export function valuesOf({ profiles }: Pick<SplitContext, 'profiles'>, column: string): string[] {
  const values = profiles.find(({ name }) => name === column)?.values
  return values?.kind === 'values' ? values.top.map(({ value }) => value) : []
}

/** @returns how a kind of split begins with these columns. */
export function beginSplit(kind: SplitKind, context: SplitContext): Split {
  const begun = DEFAULT_SPLITS[kind]
  switch (begun.kind) {
    case 'holdout':
    case 'kFold':
      return { ...begun, isStratified: context.hasClasses }
    case 'timeOrdered':
      return { ...begun, column: context.columns.find(({ type }) => type === 'date')?.name ?? null }
    case 'leaveOneGroupOut':
      return { ...begun, group: firstGroup(context) }
    case 'column':
      return withPartColumn({ ...begun, isStratified: context.hasClasses }, firstPartColumn(context), context)
  }
}

function firstGroup(context: SplitContext): string {
  const names = groupColumns(context)
  const fits = names.find((name) => {
    const distinct = context.profiles.find((profile) => profile.name === name)?.distinct ?? 0
    return distinct >= 3 && distinct <= MAX_LEFT_OUT_GROUPS
  })
  return fits ?? names[0] ?? ''
}

function firstPartColumn(context: SplitContext): string {
  const names = groupColumns(context)
  return (
    names.find((name) => valuesOf(context, name).some((value) => PART_WORD.test(value))) ?? names[0] ?? ''
  )
}

/** @returns the split by another column; its values that are called so mean test and validation. */
export function withPartColumn(
  split: Extract<Split, { kind: 'column' }>,
  column: string,
  context: Pick<SplitContext, 'profiles'>,
): Split {
  const values = valuesOf(context, column)
  return {
    ...split,
    column,
    test: values.filter((value) => TEST_WORD.test(value)),
    validation: values.filter((value) => VALIDATION_WORD.test(value)),
  }
}

type SharedSplit = Extract<Split, { kind: 'holdout' | 'timeOrdered' }>

/** Training needs one percent at least. */
const MOST_TOGETHER = 0.99

/** @returns the split with another share of validation or test; null where nothing would be left for training. */
export function withShare(
  split: SharedSplit,
  part: 'validation' | 'test',
  share: number,
): SharedSplit | null {
  const next = { ...split, [part]: share }
  if (next.validation + next.test > MOST_TOGETHER + 1e-9) return null
  return { ...next, train: Math.round((1 - next.validation - next.test) * 1e6) / 1e6 }
}
