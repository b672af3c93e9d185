/** @file Finds out what a source is made of, from what its files are. */
import type { ImportReason } from '../../../../shared/domain/importReason'
import { AppError } from '../../../../shared/errors/appError'
import type { Content, Source, SourceEntry } from '../../sources/types'
import { openFile } from './delimited/openFile'
import type { Format } from './types'

export interface FormatFound {
  readonly format: Format
  readonly reason: ImportReason
}

const FORMAT_OF: { readonly [C in Content]: Format | null } = {
  picture: 'pictures',
  parquet: 'parquet',
  xlsx: 'xlsx',
  zip: null,
  tar: null,
  idxImages: 'idx',
  idxLabels: 'idx',
  json: 'json',
  text: 'delimited',
  binary: null,
  empty: null,
}

/** Files that are looked at to tell tables from running text. */
const SAMPLE_FILES = 9

/** @throws {dataset/empty} {dataset/not-a-table} */
export async function chooseFormat(source: Source): Promise<FormatFound> {
  const { entries, file } = source
  const counts = new Map<Format, number>()
  for (const { content } of entries) {
    const format = FORMAT_OF[content]
    if (format) counts.set(format, (counts.get(format) ?? 0) + 1)
  }
  const format = await decide(source, counts)
  if (format === null) {
    const name = file.fileName
    if (entries.every(({ content }) => content === 'empty')) throw new AppError('dataset/empty', { name })
    throw new AppError('dataset/not-a-table', { name, content: 'binary' })
  }
  const count = format === 'texts' ? (counts.get('delimited') ?? 0) : (counts.get(format) ?? 0)
  return {
    format,
    reason:
      entries.length > 1
        ? { what: 'format', why: 'mostFiles', values: { format, count, total: entries.length } }
        : { what: 'format', why: 'content', values: { format } },
  }
}

async function decide(source: Source, counts: ReadonlyMap<Format, number>): Promise<Format | null> {
  // Pictures outweigh the tables beside them, which name them; a few pictures beside many tables are decoration.
  const pictures = counts.get('pictures') ?? 0
  const tables = [...counts].reduce((sum, [format, count]) => sum + (format === 'pictures' ? 0 : count), 0)
  if (pictures > 0 && pictures >= tables) return 'pictures'
  const [commonest] = [...counts]
    .filter(([format]) => format !== 'pictures')
    .sort(([, left], [, right]) => right - left)
  if (!commonest) return null
  const [format] = commonest
  if (format !== 'delimited' || !source.isFolder) return format
  return (await areRunningTexts(source.entries)) ? 'texts' : 'delimited'
}

/** Texts are no tables, or not of one shape: a letter may look like a table of two lines by accident. */
async function areRunningTexts(entries: readonly SourceEntry[]): Promise<boolean> {
  const texts = entries.filter(({ content }) => content === 'text')
  if (texts.length < 2) return false
  const step = Math.max(1, texts.length / SAMPLE_FILES)
  const sample = texts.filter((_, at) => Math.floor(at / step) !== Math.floor((at - 1) / step))
  let tables = 0
  for (const entry of sample) {
    const reading = await openFile(entry, {}, 1).catch(() => null)
    if (reading?.isTabular === true) tables++
  }
  return tables < sample.length / 2
}
