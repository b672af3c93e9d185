/** @file Opens JSON: a list of records, or a record a line; several files are read one after the other. */
import { AppError } from '../../../../../shared/errors/appError'
import { MAX_COLUMNS, SAMPLE_BYTES } from '../../../limits'
import { readHead } from '../../../sources/fileBytes'
import { rejectFile } from '../../../sources/openSource'
import type { SourceEntry } from '../../../sources/types'
import { judgeEncoding, type EncodingFound } from '../../file/encoding'
import { decodeHead, readText } from '../../file/readText'
import { TableBuilder, type Cell } from '../../table/tableBuilder'
import type { Table } from '../../table/table'
import { PLAIN_READING, type LoadOptions, type OpenRequest, type OpenTable } from '../types'
import { flatten } from './flatten'
import { createRecordReader, findLayout, type JsonLayout, type RecordSink } from './recordReader'

interface JsonFile {
  readonly entry: SourceEntry
  readonly encoding: EncodingFound
  readonly layout: JsonLayout
}

export const openJson: OpenTable = async (request) => {
  const { source, choice } = request
  const found = source.entries.filter(({ content }) => content === 'json')
  // Whoever insists may read anything that is text.
  const entries = found.length > 0 ? found : source.entries
  const files: JsonFile[] = []
  for (const entry of entries) files.push(await openJsonFile(entry))
  const encoding = choice.encoding ?? files[0]?.encoding.encoding ?? 'utf-8'
  const decimal = choice.decimal ?? '.'
  const [first] = files
  return {
    reading: { ...PLAIN_READING, format: 'json', encoding, decimal },
    reasons: [
      ...(files.length > 1
        ? [{ what: 'files', why: 'oneTable', values: { count: files.length } } as const]
        : []),
      ...(first
        ? [
            {
              what: 'encoding',
              why: first.encoding.why,
              values: { encoding: first.encoding.encoding },
            } as const,
          ]
        : []),
      { what: 'header', why: 'keys', values: {} },
    ],
    load: (options) => loadJson(files, { ...request, decimal }, options),
  }
}

async function openJsonFile(entry: SourceEntry): Promise<JsonFile> {
  const head = await readHead(entry, SAMPLE_BYTES)
  const encoding = judgeEncoding(head)
  const text = decodeHead(head, encoding.encoding, head.length < SAMPLE_BYTES)
  return { entry, encoding, layout: findLayout(text) }
}

async function loadJson(
  files: readonly JsonFile[],
  { source, choice, decimal, fewestColumns }: OpenRequest & { decimal: '.' | ',' },
  { textColumns, onBytes }: LoadOptions,
): Promise<Table> {
  const builder = new TableBuilder({ decimal, textColumns })
  const places = new Map<string, number>()
  for (const row of source.rejected) builder.reject(row)
  const others = source.entries.filter(({ name }) => files.every(({ entry }) => entry.name !== name))
  others.forEach(({ name }, at) => builder.reject(rejectFile(name, at + 1, 'differentColumns')))
  const sink: RecordSink = {
    onRecord: (record, line) => addRecord(builder, places, { record, line }),
    onUnreadable: (row) => builder.reject(row),
  }
  let doneBytes = 0
  for (const { entry, encoding, layout } of files) {
    if (files.length > 1) builder.beginFile(entry.name)
    const reader = createRecordReader(layout, sink)
    const told = (bytes: number) => onBytes?.(doneBytes + bytes)
    for await (const text of readText(entry, choice.encoding ?? encoding.encoding, told)) reader.write(text)
    reader.end()
    doneBytes += entry.sizeBytes
  }
  if (builder.width === 0) throw new AppError('dataset/not-a-table', { name: source.file.fileName })
  if (builder.width < fewestColumns) throw new AppError('dataset/one-column', { name: source.file.fileName })
  return builder.finish({ header: [...places.keys()] })
}

function addRecord(
  builder: TableBuilder,
  places: Map<string, number>,
  { record, line }: { record: unknown; line: number },
): void {
  const flat = flatten(record)
  if (flat === null) {
    builder.reject({ line, column: null, cause: 'badRecord', text: JSON.stringify(record).slice(0, 200) })
    return
  }
  const cells: Cell[] = []
  for (const [name, cell] of flat) {
    let place = places.get(name)
    if (place === undefined) {
      place = places.size
      if (place >= MAX_COLUMNS)
        throw new AppError('dataset/too-many-columns', { count: place + 1, limit: MAX_COLUMNS })
      places.set(name, place)
      builder.widen(places.size)
    }
    cells[place] = cell
  }
  builder.addRow(cells, line)
}
