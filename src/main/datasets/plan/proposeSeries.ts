/** @file Notices a table whose rows follow each other in time. */
import type { Column } from '../../../shared/domain/column'
import { DEFAULT_SERIES, type Series } from '../../../shared/domain/series'
import type { Frequency, FrequencyUnit } from '../../../shared/domain/seriesProfile'
import type { Task } from '../../../shared/domain/task'
import type { Table } from '../import/table/table'
import { viewDates, viewTexts, type Meaning } from '../import/table/views'
import { checkFrequency, splitSeries } from '../series'

/** Fewer rows make no windows worth learning from. */
const MIN_ROWS = 40
/** Series of one table that are looked for, and rows that each has at least. */
const MOST_SERIES = 1000
/** Rows whose distances are looked at for a proposal: more of them tell the same step. */
const MOST_JUDGED = 50_000
/** Gaps that leave a series in one piece, as a share of its rows. */
const MOST_GAPS = 0.05

/** What a season or so of each unit takes. */
const LOOKBACKS: { readonly [Unit in FrequencyUnit]: number } = {
  second: 60,
  minute: 60,
  hour: 24,
  day: 30,
  workday: 20,
  week: 13,
  month: 12,
  year: 5,
  number: 12,
  irregular: 12,
}

export interface SeriesCandidate {
  readonly table: Table
  readonly columns: readonly Column[]
  readonly task: Task
  readonly meaning: Meaning
}

/** @returns a series where the one date of a table orders its rows, regularly and once each, and a number is predicted. */
export function proposeSeries(candidate: SeriesCandidate): Series | null {
  const { table, columns, task, meaning } = candidate
  const [time, another] = columns.filter(({ type }) => type === 'date')
  if (!time || another || task !== 'regression' || time.role === 'target') return null
  const values = readTimes(candidate, time)
  if (!values) return null
  for (const group of [null, ...columns.filter(mayTellSeries)]) {
    const codes = group ? viewOf(table, group, meaning) : null
    const frequency = readFrequency(values, codes)
    if (!frequency) continue
    return {
      ...DEFAULT_SERIES,
      time: time.name,
      group: group?.name ?? null,
      lookback: Math.max(2, Math.round(LOOKBACKS[frequency.unit] / frequency.step)),
    }
  }
  return null
}

/** @returns null where a row has no date, or rows are too few. */
function readTimes({ table, meaning }: SeriesCandidate, { index }: Column): Float64Array | null {
  const cells = table.columns[index]
  if (!cells || table.rowCount < MIN_ROWS) return null
  const { values } = viewDates(cells, meaning)
  return values.some(Number.isNaN) ? null : values
}

function mayTellSeries({ type, role }: Column): boolean {
  return role !== 'target' && (type === 'category' || type === 'boolean')
}

function viewOf(table: Table, { index }: Column, meaning: Meaning): Int32Array | null {
  const cells = table.columns[index]
  return cells ? viewTexts(cells, meaning).codes : null
}

/** @returns null where rows are out of order, stand twice, are too few a series, or have no step. */
function readFrequency(times: Float64Array, codes: Int32Array | null): Frequency | null {
  if (!codes && !isAscending(times)) return null
  const series = splitSeries(Int32Array.from(times.keys()), codes).map((rows) =>
    Float64Array.from(rows, (row) => times[row] ?? NaN),
  )
  if (series.length > MOST_SERIES || times.length / series.length < MIN_ROWS) return null
  if (!series.every(isAscending)) return null
  const first = series.map((own) => own.subarray(0, Math.ceil(MOST_JUDGED / series.length)))
  const frequency = checkFrequency(first, true)
  const judged = first.reduce((sum, own) => sum + own.length, 0)
  return frequency.unit !== 'irregular' && frequency.gapCount <= judged * MOST_GAPS ? frequency : null
}

/** Every moment after the one before. */
function isAscending(times: Float64Array): boolean {
  return times.every((time, at) => at === 0 || time > (times[at - 1] ?? 0))
}
