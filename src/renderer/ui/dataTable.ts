/** A column of a `DataTable`. Cells come from the slot `cell-<key>`, else from `text`. */
export interface TableColumn<R> {
  readonly key: string
  readonly label: string
  /** The label is then for screen readers only. */
  readonly isLabelHidden?: boolean
  /** A CSS grid track, `minmax(90px, 1fr)` unless told. */
  readonly width?: string
  readonly align?: 'start' | 'end'
  /** Plain text of a cell. */
  readonly text?: (row: R) => string
  /** Makes the column sortable: what to sort by; null goes last in either direction. */
  readonly sortBy?: (row: R) => number | string | null
  /** A fuller label on hover. */
  readonly title?: string
}

export interface TableSort {
  readonly key: string
  readonly isDescending: boolean
}

/** Sorts without changing the list; equal rows keep their order, rows without a value come last. */
export function sortRows<R>(
  rows: readonly R[],
  columns: readonly TableColumn<R>[],
  sort: TableSort | null,
): readonly R[] {
  const sortBy = sort ? columns.find((column) => column.key === sort.key)?.sortBy : undefined
  if (!sort || !sortBy) return rows
  const keyed = rows.map((row) => ({ row, by: sortBy(row) }))
  const sign = sort.isDescending ? -1 : 1
  keyed.sort((a, b) => {
    if (a.by === null || b.by === null) return (a.by === null ? 1 : 0) - (b.by === null ? 1 : 0)
    return sign * compare(a.by, b.by)
  })
  return keyed.map(({ row }) => row)
}

function compare(a: number | string, b: number | string): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b
  return String(a).localeCompare(String(b), undefined, { numeric: true })
}

const GAP = 12
const SIDES = 32

/** Pixels below which the columns do not fit and the table scrolls sideways: the least width of every track. */
export function leastWidth<R>(columns: readonly TableColumn<R>[]): number {
  const tracks = columns.map(({ width }) => Number(/(\d+)px/.exec(width ?? '90px')?.[1] ?? 0))
  return tracks.reduce((sum, track) => sum + track, 0) + GAP * (columns.length - 1) + SIDES
}
