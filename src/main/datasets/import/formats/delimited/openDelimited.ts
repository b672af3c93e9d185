/** @file Opens delimited text: one file, or several of one shape, each of which may be written in its own way. */
import type { DialectChoice } from '../../../../../shared/domain/dialect'
import { AppError } from '../../../../../shared/errors/appError'
import type { Source, SourceEntry } from '../../../sources/types'
import { fitPart, loadParts, shapeOf, type FittedPart, type TablePart } from '../tableParts'
import { PLAIN_READING, type OpenRequest, type OpenedTable, type OpenTable } from '../types'
import { openFile, type FileReading } from './openFile'
import { scanFile } from './scanFile'

/** Files that are looked at to find the commonest shape. */
const SAMPLE_FILES = 9

interface DelimitedPart extends TablePart {
  readonly reading: FileReading
}

export const openDelimited: OpenTable = async (request) => {
  const texts = request.source.entries.filter(({ content }) => content === 'text')
  // Whoever insists may read anything that is text.
  const entries = texts.length > 0 ? texts : request.source.entries
  const [only] = entries
  if (entries.length === 1 && only) {
    const part = await openPart({ ...only, name: request.source.file.fileName }, request.choice, request)
    return opened(request.source, part, { parts: [{ part, order: null }], misfits: [] })
  }
  return openSeveral(entries, request)
}

async function openSeveral(entries: readonly SourceEntry[], request: OpenRequest): Promise<OpenedTable> {
  const standard = await findStandard(entries, request)
  const parts: FittedPart[] = []
  const misfits = request.source.entries.filter((entry) => !entries.includes(entry)).map(({ name }) => name)
  for (const entry of entries) {
    const fitted = await fitEntry(entry, standard, request)
    if (fitted) parts.push(fitted)
    else misfits.push(entry.name)
  }
  const table = opened(request.source, standard, { parts, misfits })
  return {
    ...table,
    reasons: [{ what: 'files', why: 'oneTable', values: { count: parts.length } }, ...table.reasons],
  }
}

/** @returns the first of the files whose shape is the commonest. @throws what the first file ends with where none can be read. */
async function findStandard(entries: readonly SourceEntry[], request: OpenRequest): Promise<DelimitedPart> {
  const step = Math.max(1, entries.length / SAMPLE_FILES)
  const sample = entries.filter((_, at) => Math.floor(at / step) !== Math.floor((at - 1) / step))
  const shapes = new Map<string, { count: number; part: DelimitedPart }>()
  let failure: unknown = new AppError('dataset/not-a-table', { name: request.source.file.fileName })
  for (const entry of sample) {
    const tries = await Promise.allSettled([
      openPart(entry, request.choice, request),
      openPart(entry, ownWay(request.choice), request),
    ])
    const seen = new Set<string>()
    for (const tried of tries) {
      if (tried.status === 'rejected') failure = tried.reason
      else if (!seen.has(shapeOf(tried.value))) {
        const shape = shapeOf(tried.value)
        seen.add(shape)
        const known = shapes.get(shape)
        shapes.set(shape, { count: (known?.count ?? 0) + 1, part: known?.part ?? tried.value })
      }
    }
  }
  const commonest = [...shapes.values()].reduce<{ count: number; part: DelimitedPart } | null>(
    (best, shape) => (best && best.count >= shape.count ? best : shape),
    null,
  )
  if (!commonest) throw failure
  return commonest.part
}

/** Files of one table may still differ in how they are written. */
function ownWay({ hasHeader, decimal }: DialectChoice): DialectChoice {
  return { ...(hasHeader === undefined ? {} : { hasHeader }), ...(decimal === undefined ? {} : { decimal }) }
}

async function fitEntry(
  entry: SourceEntry,
  standard: DelimitedPart,
  request: OpenRequest,
): Promise<FittedPart | null> {
  const { delimiter, quote, encoding, hasHeader, decimal, found } = standard.reading
  // What the user knows better about the one holds for others that look the same.
  const known = {
    decimal,
    ...(found.encoding === encoding ? {} : { encoding }),
    ...(found.hasHeader === hasHeader ? {} : { hasHeader }),
  }
  const tries: DialectChoice[] = [{ ...known, delimiter, quote }, known]
  // A header may be hard to tell; that the names are the same proves it.
  if (hasHeader) tries.push({ ...known, delimiter, quote, hasHeader }, { ...known, hasHeader })
  for (const choice of tries) {
    const part = await openPart(entry, choice, request).catch(() => null)
    const fitted = part && fitPart(part, standard)
    if (fitted) return fitted
  }
  return null
}

async function openPart(
  entry: SourceEntry,
  choice: DialectChoice,
  { fewestColumns }: Pick<OpenRequest, 'fewestColumns'>,
): Promise<DelimitedPart> {
  const reading = await openFile(entry, choice, fewestColumns)
  const { name, sizeBytes } = entry
  const { header, width } = reading
  return {
    name,
    sizeBytes,
    header,
    width,
    reading,
    scan: (sink, onBytes) => scanFile(entry, reading, { ...sink, onBytes }),
  }
}

function opened(
  source: Source,
  standard: DelimitedPart,
  found: { parts: readonly FittedPart[]; misfits: readonly string[] },
): OpenedTable {
  const { delimiter, quote, encoding, hasHeader, decimal, reasons } = standard.reading
  return {
    reading: { ...PLAIN_READING, delimiter, quote, encoding, hasHeader, decimal },
    reasons,
    load: (options) => loadParts({ source, decimal, standard, ...found }, options),
  }
}
