/** @file The pictures of a plan at the rows that may be looked at: those of training and validation. */
import type { PictureSource } from '../images/pictureSource'
import { picturesOf } from '../import/formats/picturesOf'
import type { LoadedPlan } from '../plan/planCache'
import type { CategoryData } from '../plan/planData'

export interface OpenPictures {
  readonly column: string
  /** A picture a row, in the order of `rows`. */
  readonly source: PictureSource
  /** Rows of the table. */
  readonly rows: Int32Array
  /** The way to a picture inside its source. */
  readonly pathOf: (place: number) => string
  /** The cell of the target; null where it is missing, or there is none. */
  readonly labelOf: (place: number) => string | null
}

/** @param rows in the order in which they are wanted; rows without a picture are left out. @returns null without pictures. */
export async function openPictures(loaded: LoadedPlan, rows: Int32Array): Promise<OpenPictures | null> {
  const { data, division } = loaded
  const column = data.inputs.find(isPictures)
  if (!column) return null
  const { codes, texts } = column.view
  const present = rows.filter((row) => (codes[row] ?? -1) >= 0)
  const paths = Array.from(present, (row) => texts[codes[row] ?? -1] ?? '')
  return {
    column: column.column.name,
    source: await picturesOf(loaded, paths),
    rows: present,
    pathOf: (place) => paths[place] ?? '',
    labelOf: (place) => division.labels?.[division.classOfRow?.[present[place] ?? -1] ?? -1] ?? null,
  }
}

function isPictures(data: {
  readonly kind: string
  readonly column: { readonly type: string }
}): data is CategoryData {
  return data.kind === 'category' && data.column.type === 'image'
}
