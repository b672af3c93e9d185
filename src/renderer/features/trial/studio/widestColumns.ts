import type { ShownRows } from '@shared/domain/studio'

export interface ColumnGap {
  readonly name: string
  readonly real: number
  readonly made: number
}

const MOST = 3

/** @returns for every row the columns that were given back worst, measured by how widely each column spreads among these rows. */
export function widestColumns(real: ShownRows, made: ShownRows): readonly (readonly ColumnGap[])[] {
  const spreads = real.names.map((_, column) => {
    const values = real.figures.map((row) => row[column] ?? 0)
    return Math.max(...values) - Math.min(...values) || 1
  })
  return real.figures.map((figures, row) =>
    real.names
      .map((name, column) => ({
        name,
        real: figures[column] ?? 0,
        made: made.figures[row]?.[column] ?? 0,
        column,
      }))
      .sort((one, other) => gapOf(other, spreads) - gapOf(one, spreads))
      .slice(0, MOST),
  )
}

function gapOf(
  { real, made, column }: ColumnGap & { readonly column: number },
  spreads: readonly number[],
): number {
  return Math.abs(real - made) / (spreads[column] ?? 1)
}
