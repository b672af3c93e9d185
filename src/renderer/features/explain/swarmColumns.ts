import type { SwarmColumn } from '@renderer/charts/explain/buildSwarmOption'
import type { ShapValues } from '@shared/domain/explain'

/** @returns the columns by their mean effect, the largest first, a dot a row. */
export function swarmColumns(
  { names, rows }: Pick<ShapValues, 'names' | 'rows'>,
  label: number,
  format: (value: number) => string,
): SwarmColumn[] {
  const columns = names.map((name, column) => {
    const cells = rows.map(({ cells: own }) => own[column] ?? null)
    const ranks = ranksOf(cells)
    const dots = rows.map(({ values }, row) => {
      const cell = cells[row]
      const text = typeof cell === 'number' ? format(cell) : (cell ?? '')
      return { effect: values[label]?.[column] ?? 0, rank: ranks[row] ?? null, text }
    })
    return { name, dots, total: dots.reduce((sum, { effect }) => sum + Math.abs(effect), 0) }
  })
  return columns.sort((one, other) => other.total - one.total)
}

/** Places among all values, from 0 to 1; what is no number has none. */
function ranksOf(cells: readonly (string | number | null)[]): (number | null)[] {
  const sorted = cells.filter((cell) => typeof cell === 'number').sort((one, other) => one - other)
  const first = new Map(sorted.map((value, at) => [value, at]).reverse() as [number, number][])
  const most = Math.max(1, sorted.length - 1)
  return cells.map((cell) => (typeof cell === 'number' ? (first.get(cell) ?? 0) / most : null))
}
