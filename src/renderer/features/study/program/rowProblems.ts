import { USUAL_GAPS } from '@shared/domain/commandGaps'
import type { ParameterValue } from '@shared/domain/searchSpace'
import { isRange, type ParameterRow } from './parameterRow'
import { readValue, readValues } from './writtenValues'

/** What is wrong with a field of a parameter. */
export type RowProblem =
  | 'missing'
  | 'taken'
  | 'reserved'
  | 'belowLow'
  | 'aboveZero'
  | 'whole'
  | 'twice'
  | 'notAValue'
  | 'noParent'
  | 'circle'
  | 'notANumber'
export type RowField = 'name' | 'low' | 'high' | 'step' | 'choices' | 'default' | 'parent' | 'parentValues'
export type RowProblems = Partial<Record<RowField, RowProblem>>

/** @returns what is wrong with each row, by its place; what is missing counts, too. */
export function findRowProblems(rows: readonly ParameterRow[]): RowProblems[] {
  return rows.map((row) =>
    withoutNulls({
      name: nameProblem(row, rows),
      ...(isRange(row) ? rangeProblems(row) : { choices: choicesProblem(row) }),
      default: defaultProblem(row),
      ...conditionProblems(row, rows),
    }),
  )
}

function withoutNulls(found: Partial<Record<RowField, RowProblem | null>>): RowProblems {
  return Object.fromEntries(Object.entries(found).filter(([, problem]) => problem !== null))
}

function nameProblem({ id, name }: ParameterRow, rows: readonly ParameterRow[]): RowProblem | null {
  if (name.trim() === '') return 'missing'
  if (USUAL_GAPS.some((usual) => usual === name)) return 'reserved'
  return rows.some((other) => other.id !== id && other.name === name) ? 'taken' : null
}

function rangeProblems({ type, low, high, isLog, step }: ParameterRow) {
  const isWhole = (value: number | null) => type !== 'integer' || value === null || Number.isInteger(value)
  const lowProblem = (): RowProblem | null => {
    if (low === null) return 'missing'
    if (isLog && low <= 0) return 'aboveZero'
    return isWhole(low) ? null : 'whole'
  }
  const highProblem = (): RowProblem | null => {
    if (high === null) return 'missing'
    if (low !== null && high < low) return 'belowLow'
    return isWhole(high) ? null : 'whole'
  }
  const stepProblem = (): RowProblem | null => {
    if (step === null) return null
    if (step <= 0) return 'aboveZero'
    return isWhole(step) ? null : 'whole'
  }
  return { low: lowProblem(), high: highProblem(), step: stepProblem() }
}

function choicesProblem({ choices }: ParameterRow): RowProblem | null {
  const values = readValues(choices)
  if (values.length === 0) return 'missing'
  return new Set(values).size < values.length ? 'twice' : null
}

function defaultProblem(row: ParameterRow): RowProblem | null {
  if (row.default.trim() === '') return null
  return mayBe(row, readValue(row.default)) ? null : 'notAValue'
}

/** Whether a parameter can have this value, as far as its row is filled in. */
function mayBe(row: ParameterRow, value: ParameterValue): boolean {
  if (!isRange(row)) return readValues(row.choices).includes(value)
  const { low, high, type } = row
  if (typeof value !== 'number' || (type === 'integer' && !Number.isInteger(value))) return false
  return (low === null || value >= low) && (high === null || value <= high)
}

function conditionProblems(row: ParameterRow, rows: readonly ParameterRow[]) {
  if (row.parent === '') return {}
  const parent = rows.find(({ name, id }) => name === row.parent && id !== row.id)
  if (parent === undefined) return { parent: 'noParent' as const }
  return {
    parent: isInCircle(row, rows) ? ('circle' as const) : null,
    parentValues: parentValuesProblem(row, parent),
  }
}

function parentValuesProblem({ test, parentValues }: ParameterRow, parent: ParameterRow): RowProblem | null {
  if (parentValues.trim() === '') return 'missing'
  if (test === 'atLeast') return typeof readValue(parentValues) === 'number' ? null : 'notANumber'
  return readValues(parentValues).every((value) => mayBe(parent, value)) ? null : 'notAValue'
}

function isInCircle(row: ParameterRow, rows: readonly ParameterRow[]): boolean {
  let next = rows.find(({ name }) => name === row.parent)
  for (let steps = 0; next !== undefined && steps <= rows.length; steps++) {
    if (next.id === row.id) return true
    const { parent } = next
    next = parent === '' ? undefined : rows.find(({ name }) => name === parent)
  }
  return false
}
