/** @file Opens files that each say themselves what their columns are; those that say so in the same way are one table. */
import type { ImportReason } from '../../../../shared/domain/importReason'
import { AppError } from '../../../../shared/errors/appError'
import type { Content, Source, SourceEntry } from '../../sources/types'
import type { Decimal } from '../cellText'
import type { Table } from '../table/table'
import { fitPart, loadParts, shapeOf, type TablePart } from './tableParts'
import type { LoadOptions } from './types'

export interface Alike {
  /** The first file of the commonest shape. */
  readonly standard: TablePart
  readonly reasons: readonly ImportReason[]
  /** @returns how to load all files of that shape. */
  fitted(decimal: Decimal): (options: LoadOptions) => Promise<Table>
}

/** @throws what `openPart` throws where it opens no file at all. */
export async function openAlike(
  source: Source,
  content: Content,
  openPart: (entry: SourceEntry) => Promise<TablePart>,
): Promise<Alike> {
  const entries = source.entries.filter((entry) => entry.content === content)
  const parts: TablePart[] = []
  let failure: unknown = new AppError('dataset/not-a-table', { name: source.file.fileName })
  for (const entry of entries) {
    try {
      parts.push(await openPart(entry))
    } catch (thrown) {
      failure = thrown
    }
  }
  const standard = commonest(parts)
  if (!standard) throw failure
  const fitting = parts.map((part) => fitPart(part, standard)).filter((part) => part !== null)
  const names = new Set(fitting.map(({ part }) => part.name))
  const misfits = source.entries.map(({ name }) => name).filter((name) => !names.has(name))
  return {
    standard,
    reasons:
      fitting.length > 1 ? [{ what: 'files', why: 'oneTable', values: { count: fitting.length } }] : [],
    fitted: (decimal) => (options) =>
      loadParts({ source, decimal, standard, parts: fitting, misfits }, options),
  }
}

function commonest(parts: readonly TablePart[]): TablePart | undefined {
  const counts = new Map<string, number>()
  for (const part of parts) counts.set(shapeOf(part), (counts.get(shapeOf(part)) ?? 0) + 1)
  const most = Math.max(0, ...counts.values())
  return parts.find((part) => counts.get(shapeOf(part)) === most)
}
