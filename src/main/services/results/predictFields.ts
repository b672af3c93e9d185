import type { ColumnProfile } from '../../../shared/domain/column'
import type { DatasetVersion } from '../../../shared/domain/dataset'
import type { FittedInput, FittedRecipe } from '../../../shared/domain/fittedRecipe'
import type { PredictField } from '../../../shared/domain/prediction'

/** The fields of the predict form: what the model reads, each with a usual value as its example. */
export function toPredictFields({ inputs }: FittedRecipe, version: DatasetVersion): PredictField[] {
  const profiles = new Map(version.profiles.map((profile) => [profile.name, profile]))
  return inputs.map((input) => toField(input, profiles.get(input.column), version.plan.dialect.decimal))
}

function toField(input: FittedInput, profile: ColumnProfile | undefined, decimal: string): PredictField {
  const { column } = input
  const isRequired = input.fill === null
  if (input.kind === 'category') {
    const choices = input.categories.filter((category) => category !== '')
    return { kind: 'category', column, choices, example: choices[0] ?? null, isRequired }
  }
  const { isDate } = input
  const usual = profile?.values?.kind === 'number' ? profile.values.median : null
  const example = isDate
    ? toDateText(usual ?? input.center)
    : usual === null
      ? null
      : toNumberText(usual, decimal)
  return { kind: 'number', column, isDate, example, isRequired }
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
