import type { ColumnProfile } from '../../../shared/domain/column'
import type { DatasetVersion } from '../../../shared/domain/dataset'
import type { FittedRecipe, RawColumn } from '../../../shared/domain/fittedRecipe'
import type { PredictField } from '../../../shared/domain/prediction'
import { isPast } from '../../../shared/domain/primitives'

/** The fields of the predict form: what the model reads, each with a usual value as its example. */
export function toPredictFields(fitted: FittedRecipe, version: DatasetVersion): PredictField[] {
  if (readsEarlierRows(fitted)) return [windowsField(fitted)]
  const profiles = new Map(version.profiles.map((profile) => [profile.name, profile]))
  const { decimal } = version.plan.dialect
  return fitted.reads.map((read) => toField(read, profiles.get(read.column), decimal))
}

/** Whether one row alone says too little. */
export function readsEarlierRows({ window, primitives }: FittedRecipe): boolean {
  return window !== null || primitives.some(isPast)
}

function windowsField({ window, target, reads }: FittedRecipe): PredictField {
  const { lookback, horizon } = window ?? { lookback: 1, horizon: 0 }
  return {
    kind: 'windows',
    column: target,
    example: null,
    columns: reads.map(({ column }) => column),
    lookback,
    horizon,
  }
}

function toField(read: RawColumn, profile: ColumnProfile | undefined, decimal: string): PredictField {
  const { column, kind, isRequired } = read
  if (kind === 'picture') return { kind, column, example: null, isRequired }
  if (kind === 'text') return { kind, column, example: commonestOf(profile), isRequired }
  if (kind === 'category') {
    const choices = read.categories.filter((category) => category !== '')
    return { kind, column, choices, example: choices[0] ?? null, isRequired }
  }
  const isDate = kind === 'date'
  const usual = profile?.values?.kind === 'number' ? profile.values.median : null
  const toText = isDate ? toDateText : (value: number) => toNumberText(value, decimal)
  return { kind: 'number', column, isDate, example: usual === null ? null : toText(usual), isRequired }
}

function commonestOf(profile: ColumnProfile | undefined): string | null {
  return profile?.values?.kind === 'values' ? (profile.values.top[0]?.value ?? null) : null
}

/** Six digits are enough for an example. */
function toNumberText(value: number, decimal: string): string {
  return String(Number(value.toPrecision(6))).replace('.', decimal)
}

const MS_PER_DAY = 86_400_000

/** Dates are days since 1970-01-01. */
function toDateText(days: number): string {
  return new Date(Math.round(days) * MS_PER_DAY).toISOString().slice(0, 10)
}
