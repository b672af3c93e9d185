/** @file Raw columns of a plan as a frame of chosen rows. */
import type { ColumnData } from '../../plan/planData'
import type { TextView } from '../../import/table/views'
import { lazyFigures, type FrameColumn, type TextColumn } from './columns'
import { Frame } from './frame'

/** @param rows of the table, in any order; one may come several times. */
export function readFrame(columns: readonly ColumnData[], rows: Int32Array): Frame {
  return new Frame(
    rows.length,
    columns.map((data) => [data.column.name, readColumn(data, rows)]),
  )
}

function readColumn(data: ColumnData, rows: Int32Array): FrameColumn {
  const { type } = data.column
  if (data.kind === 'number') return lazyFigures(() => gather(data.view.values, rows), true, type === 'date')
  const use = type === 'text' ? 'text' : type === 'image' ? 'picture' : 'category'
  return { kind: 'texts', use, ...gatherTexts(data.view, rows) }
}

function gather(values: Float64Array, rows: Int32Array): Float64Array {
  const gathered = new Float64Array(rows.length)
  for (let at = 0; at < rows.length; at++) gathered[at] = values[rows[at] ?? 0] ?? NaN
  return gathered
}

/** Texts that none of the rows holds are left out where they are many, so that no work is done on them. */
function gatherTexts({ codes, texts }: TextView, rows: Int32Array): Pick<TextColumn, 'codes' | 'texts'> {
  const gathered = new Int32Array(rows.length)
  for (let at = 0; at < rows.length; at++) gathered[at] = codes[rows[at] ?? 0] ?? -1
  if (texts.length <= rows.length / 2) return { codes: gathered, texts }
  const places = new Int32Array(texts.length).fill(-1)
  const own: string[] = []
  for (let at = 0; at < gathered.length; at++) {
    const code = gathered[at] ?? -1
    if (code < 0) continue
    if ((places[code] ?? -1) < 0) places[code] = own.push(texts[code] ?? '') - 1
    gathered[at] = places[code] ?? -1
  }
  return { codes: gathered, texts: own }
}
