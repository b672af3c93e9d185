/** @file Samples of a part as they stand in the source, each beside its place in the prepared tensor. */
import type { PartRows } from '../../../shared/domain/partRows'
import { createRandom } from '../../../shared/util/random'
import { createRowReader } from '../import/table/readBack'
import type { LoadedPlan } from '../plan/planCache'
import { type OpenPictures as OpenTensor, openPictureRows } from '../prepare/pictureRows'
import { cutSamples } from '../prepare/samples'
import { drawThumbnails } from '../images/previews'
import { openPictures } from './openPictures'
import type { PartRowsView } from './types'

/** @param openTensor decodes pictures, for a row whose picture cannot be read is in no tensor. */
export async function readPartRows(
  loaded: LoadedPlan,
  view: PartRowsView,
  openTensor: OpenTensor,
): Promise<PartRows> {
  const { data, division, table, reading } = loaded
  const pictures = await openPictureRows(data, openTensor)
  const opened = [...pictures.values()]
  const isUsable = opened.length > 0 ? (row: number) => opened.every((rows) => rows.isUsable(row)) : null
  await Promise.all(opened.map((rows) => rows.close()))
  const { targetRows } = cutSamples(data, division, { fold: view.fold, isUsable }).parts[view.part]
  const places = choosePlaces(targetRows.length, view)
  const rows = places.map((place) => targetRows[place] ?? 0)
  const read = createRowReader(table, reading.decimal)
  const missing = new Set(data.plan.dialect.missing)
  const { columns } = data.plan
  return {
    total: targetRows.length,
    header: columns.map(({ name }) => name),
    places,
    rows,
    cells: rows.map((row) => {
      const cells = read(row)
      return columns.map(({ index }) => {
        const cell = cells[index] ?? ''
        return cell === '' || missing.has(cell) ? null : cell
      })
    }),
    images: view.hasImages ? await drawImages(loaded, rows) : [],
  }
}

function choosePlaces(total: number, { places, most, seed }: PartRowsView): number[] {
  if (places !== null) return places.filter((place) => place < total)
  const all = Array.from({ length: total }, (_, place) => place)
  return all.length <= most
    ? all
    : createRandom(seed)
        .shuffle(all)
        .slice(0, most)
        .sort((one, other) => one - other)
}

async function drawImages(loaded: LoadedPlan, rows: readonly number[]): Promise<(string | null)[]> {
  const pictures = await openPictures(loaded, Int32Array.from(rows))
  if (!pictures) return []
  const images = await drawThumbnails(pictures.source, [...pictures.rows.keys()])
  const byRow = new Map(Array.from(pictures.rows, (row, at) => [row, images[at] ?? null]))
  return rows.map((row) => byRow.get(row) ?? null)
}
