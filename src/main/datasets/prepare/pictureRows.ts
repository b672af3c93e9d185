/** @file The pictures of a plan, decoded once, and which rows have none that could be. */
import { newStep, type StepOf } from '../../../shared/domain/recipe'
import * as v from 'valibot'
import { PictureGeometry } from '../../../shared/domain/pictureGeometry'
import type { PictureTensor } from '../images/cache/pictureTensor'
import type { CategoryData, PlanData } from '../plan/planData'
import { means, rawKindOf } from '../plan/recipe/rawColumns'

/** @returns the pictures at these paths of the source, decoded, in their order; the caller closes it. */
export type OpenPictures = (paths: readonly string[], geometry: PictureGeometry) => Promise<PictureTensor>

/** Pictures by row of the table. */
export interface PictureRows {
  readonly rowBytes: number
  /** In how many of the pictures a face was looked for in vain; null where none is looked for. */
  readonly focus: { readonly missed: number; readonly pictures: number } | null
  isUsable(row: number): boolean
  /** @returns bytes [rows, height, width, channels]. */
  read(rows: Int32Array): Promise<Uint8Array>
  close(): Promise<void>
}

/** @returns the pictures of each picture column. */
export async function openPictureRows(
  data: PlanData,
  open: OpenPictures,
): Promise<ReadonlyMap<string, PictureRows>> {
  const opened = new Map<string, PictureRows>()
  for (const input of data.inputs) {
    if (input.kind !== 'category' || rawKindOf(input.column) !== 'picture') continue
    const steps = data.plan.recipe.filter(
      (step) => step.kind === 'picture' && !step.isOff && means(step, input.column.name, 'picture'),
    ) as StepOf<'picture'>[]
    const step = steps[0] ?? newStep('picture', '', 'pictures')
    const geometry = v.parse(v.object(PictureGeometry.entries), step)
    opened.set(input.column.name, toRows(input, await open(input.view.texts, geometry)))
  }
  return opened
}

function toRows({ view }: CategoryData, tensor: PictureTensor): PictureRows {
  const isBad = new Uint8Array(view.texts.length)
  for (const { row } of tensor.problems) isBad[row] = 1
  return {
    rowBytes: tensor.rowBytes,
    focus: tensor.unfocused ? { missed: tensor.unfocused.length, pictures: tensor.shape[0] } : null,
    isUsable: (row) => isBad[view.codes[row] ?? -1] === 0,
    read: (rows) => tensor.readRows(rows.map((row) => view.codes[row] ?? 0)),
    close: () => tensor.close(),
  }
}
