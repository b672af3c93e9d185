import type { DatasetVersion } from '../../../shared/domain/dataset'
import type { ServiceContext } from '../context'
import type { PreparedData } from '../data/preparedData'

/** More rows make no comparison surer that matters. */
export const MOST_ROWS = 20_000
/** Rows that are asked for at once, from places all over the source: files are often sorted. */
const BLOCK = 250

export interface CellColumns {
  readonly count: number
  /** Null for a missing cell; absent where there is no such column. */
  column(name: string): readonly (string | null)[] | undefined
}

/** @returns rows of a version as they lie in its source, without the sealed ones: all of them, or evenly spread blocks. */
export async function sampleRows(
  { datasets }: Pick<ServiceContext, 'datasets'>,
  prepared: PreparedData,
  version: DatasetVersion,
): Promise<CellColumns> {
  const request = { file: prepared.sourceOf(version), plan: version.plan }
  const { total } = await datasets.rows({ ...request, offset: 0, limit: 1 })
  const blocks = Math.ceil(Math.min(total, MOST_ROWS) / BLOCK)
  const rows: (string | null)[][] = []
  for (let block = 0; block < blocks; block++) {
    const offset = Math.floor((block * total) / blocks)
    const limit = Math.min(BLOCK, Math.floor(((block + 1) * total) / blocks) - offset)
    rows.push(...(await datasets.rows({ ...request, offset, limit })).rows)
  }
  const places = new Map(version.plan.columns.map(({ name, index }) => [name, index]))
  return columnsOf(rows, places, version.plan.dialect.missing)
}

/** @param places where each column stands in a row */
export function columnsOf(
  rows: readonly (readonly (string | null)[])[],
  places: ReadonlyMap<string, number>,
  missing: readonly string[],
): CellColumns {
  const gaps = new Set(['', ...missing])
  return {
    count: rows.length,
    column(name) {
      const place = places.get(name)
      if (place === undefined) return undefined
      return rows.map((row) => {
        const cell = row[place]?.trim() ?? null
        return cell === null || gaps.has(cell) ? null : cell
      })
    },
  }
}

/** @returns every n-th of very many: `most` at most. */
export function evenPart<T>(rows: readonly T[], most = MOST_ROWS): readonly T[] {
  const stride = Math.ceil(rows.length / most)
  return stride <= 1 ? rows : rows.filter((_, index) => index % stride === 0)
}
