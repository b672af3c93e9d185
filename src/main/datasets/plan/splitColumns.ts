/** @file The columns by which a split divides rows and a series orders them; they need not be inputs. */
import type { Column } from '../../../shared/domain/column'
import type { DatasetPlan } from '../../../shared/domain/dataset'
import { splitColumnOf } from '../../../shared/domain/split'
import type { NumberView, TextView } from '../import/table/views'

/** Lists go by row of the table. */
export interface SplitColumns {
  /** A column is named that the table does not have, or that cannot order rows. */
  readonly isLacking: boolean
  /** When each row happened; null: in the order of the file. */
  readonly time: { readonly kind: 'number'; readonly column: Column; readonly view: NumberView } | null
  /** Code of the group that stays together, −1 where it is missing. */
  readonly groupOf: Int32Array | null
  /** Code of the series that a row belongs to, −1 where it is missing; null where there is one series only. */
  readonly seriesOf: Int32Array | null
  /** 0 training, 1 validation, 2 test. */
  readonly partOf: Uint8Array | null
}

/** Columns of a table as figures (days for a date), or as categories. */
export interface ColumnReader {
  readonly figures: (column: Column) => NumberView
  readonly texts: (column: Column) => TextView
}

export function readSplitColumns(plan: DatasetPlan, read: ColumnReader): SplitColumns {
  const { split, series } = plan
  const find = (name: string) => plan.columns.find((column) => column.name === name)
  const textsOf = (name: string | null | undefined) => {
    const column = find(name ?? '')
    return column ? read.texts(column) : null
  }
  const timeName = timeColumnOf(plan)
  const time = readTime(find(timeName ?? ''), read)
  const others = split.kind === 'timeOrdered' ? [series?.group] : [series?.group, splitColumnOf(split)]
  const isUnknown = others.some((name) => typeof name === 'string' && !find(name))
  return {
    isLacking: isUnknown || (timeName !== null && time === null),
    time,
    groupOf: 'group' in split ? codesOf(textsOf(split.group)) : null,
    seriesOf: codesOf(textsOf(series?.group)),
    partOf: split.kind === 'column' ? partsOf(textsOf(split.column), split) : null,
  }
}

function readTime(column: Column | undefined, read: ColumnReader): SplitColumns['time'] {
  const isTime = column?.type === 'date' || column?.type === 'number'
  return isTime ? { kind: 'number', column, view: read.figures(column) } : null
}

function codesOf(view: TextView | null): Int32Array | null {
  return view?.codes ?? null
}

/** A series is ordered by its own time, whatever its split names. */
function timeColumnOf({ split, series }: DatasetPlan): string | null {
  if (series) return series.time
  return split.kind === 'timeOrdered' ? split.column : null
}

/** @returns the names of the columns whose cells are compared as texts. */
export function namesOfSplit({ split, series }: Pick<DatasetPlan, 'split' | 'series'>): string[] {
  return [splitColumnOf(split), series?.group ?? null, series?.time ?? null].filter((name) => name !== null)
}

function partsOf(
  view: TextView | null,
  cells: { readonly validation: readonly string[]; readonly test: readonly string[] },
): Uint8Array | null {
  if (!view) return null
  const partOfCode = view.texts.map((text) =>
    cells.test.includes(text) ? 2 : cells.validation.includes(text) ? 1 : 0,
  )
  return Uint8Array.from(view.codes, (code) => partOfCode[code] ?? 0)
}
