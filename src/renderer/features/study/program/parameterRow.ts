import type { FileParameter } from '@shared/domain/search/spaceFile'
import type { ParameterValue } from '@shared/domain/searchSpace'
import { readValue, readValues, writeValue, writeValues } from './writtenValues'

export const PARAMETER_TYPES = ['float', 'integer', 'ordinal', 'categorical'] as const
export type ParameterType = (typeof PARAMETER_TYPES)[number]

/** A line of the table of parameters, as far as it is filled in. What other types than its own have is kept while it is edited. */
export interface ParameterRow {
  readonly id: number
  name: string
  type: ParameterType
  low: number | null
  high: number | null
  isLog: boolean
  step: number | null
  /** As `writeValues` writes them. */
  choices: string
  /** Empty: the usual one. */
  default: string
  /** The parameter it depends on; empty: it always exists. */
  parent: string
  test: 'oneOf' | 'atLeast'
  /** Values of the parent, or the least of them. */
  parentValues: string
}

let last = 0

export function newRow(given: Partial<Omit<ParameterRow, 'id'>> = {}): ParameterRow {
  return {
    id: ++last,
    ...{ name: '', type: 'float', low: null, high: null, isLog: false, step: null, choices: '', default: '' },
    ...{ parent: '', test: 'oneOf', parentValues: '' },
    ...given,
  }
}

export const isRange = ({ type }: Pick<ParameterRow, 'type'>): boolean =>
  type === 'float' || type === 'integer'

/** @returns the line of the table for a parameter of a file. */
export function rowOf(written: FileParameter): ParameterRow {
  const { name, type, when } = written
  const condition =
    when === null
      ? {}
      : {
          ...{ parent: when.parameter, test: when.test },
          parentValues: when.test === 'oneOf' ? writeValues(when.values) : String(when.value),
        }
  const given = { name, type, ...condition, default: defaultText(written.default) }
  if (written.type === 'ordinal' || written.type === 'categorical')
    return newRow({ ...given, choices: writeValues(written.choices) })
  const { low, high, log, step = null } = written
  return newRow({ ...given, low, high, isLog: log, step })
}

const defaultText = (value: ParameterValue | undefined): string =>
  value === undefined ? '' : writeValue(value)

/** @returns the parameter as a file has it; the row has no problems. */
export function writtenRow(row: ParameterRow): object {
  const { name, type, low, high, isLog, step, choices } = row
  const values = isRange(row)
    ? { low, high, ...(isLog && { log: true }), ...(hasStep(row) && { step }) }
    : { choices: readValues(choices) }
  return {
    ...{ name, type, ...values },
    ...(row.default.trim() !== '' && { default: readValue(row.default) }),
    ...(row.parent !== '' && { when: whenOf(row) }),
  }
}

/** A logarithmic range has no steps, but whole numbers. */
export const hasStep = ({ type, isLog, step }: ParameterRow): boolean =>
  step !== null && (type === 'integer' || !isLog)

function whenOf({ parent, test, parentValues }: ParameterRow): object {
  return test === 'atLeast'
    ? { parameter: parent, atLeast: readValue(parentValues) }
    : { parameter: parent, in: readValues(parentValues) }
}
