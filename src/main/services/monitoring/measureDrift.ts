import type { Column } from '../../../shared/domain/column'
import type { DatasetPlan } from '../../../shared/domain/dataset'
import type { DriftReport } from '../../../shared/domain/drift'
import { compareSamples, parseFigure, type SampleColumn } from '../../datasets'
import type { CellColumns } from './sampleRows'

/** What a model answered, before and now. */
export interface AnswerSamples {
  readonly isNumber: boolean
  readonly before: readonly (string | null)[]
  readonly now: readonly (string | null)[]
}

interface Samples {
  readonly plan: DatasetPlan
  readonly before: CellColumns
  readonly now: CellColumns
  /** Null for a model whose answers are no class and no number. */
  readonly answers: AnswerSamples | null
}

/** Name of the column of answers in a report. */
export const ANSWERS = 'prediction'

/** Compares every column that the model may read, and its answers. */
export function measureDrift({ plan, before, now, answers }: Samples): DriftReport {
  const inputs = plan.columns.filter(({ role, type }) => role === 'input' && type !== 'image')
  const absent = inputs.filter(({ name }) => now.column(name) === undefined).map(({ name }) => name)
  const samples = inputs.flatMap((column) =>
    toSample(column, plan, [before.column(column.name), now.column(column.name)]),
  )
  const answered = answers === null ? [] : [toAnswerSample(answers)]
  return { before: before.count, now: now.count, absent, ...compareSamples([...samples, ...answered]) }
}

type Cells = readonly (string | null)[]

function toSample(
  { name, type }: Column,
  plan: DatasetPlan,
  [before, now]: readonly [Cells | undefined, Cells | undefined],
): SampleColumn[] {
  if (before === undefined || now === undefined) return []
  const both = (toNumber: (cell: string) => number) => ({
    kind: 'numbers' as const,
    before: numbersOf(before, toNumber),
    now: numbersOf(now, toNumber),
  })
  switch (type) {
    case 'number':
    case 'identifier':
    case 'date':
      return [
        { name, measure: 'number', ...both((cell) => parseFigure(cell, type === 'date', plan.dialect)) },
      ]
    case 'text':
      return [{ name, measure: 'length', ...both((cell) => cell.length) }]
    case 'image':
      return []
    default:
      return [{ name, measure: 'value', kind: 'values', before, now }]
  }
}

function toAnswerSample({ isNumber, before, now }: AnswerSamples): SampleColumn {
  const name = ANSWERS
  if (!isNumber) return { name, measure: 'answer', kind: 'values', before, now }
  return {
    name,
    measure: 'answer',
    kind: 'numbers',
    before: numbersOf(before, Number),
    now: numbersOf(now, Number),
  }
}

function numbersOf(cells: Cells, toNumber: (cell: string) => number): Float64Array {
  return Float64Array.from(cells, (cell) => (cell === null ? Number.NaN : toNumber(cell)))
}
