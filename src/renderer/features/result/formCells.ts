import { uploadFile, type FettleApi } from '@renderer/api'
import type { PredictField } from '@shared/domain/prediction'

/** What was filled in, by column. */
export interface FormCells {
  readonly texts: Readonly<Record<string, string>>
  readonly pictures: Readonly<Record<string, File | null>>
}

export const NO_CELLS: FormCells = { texts: {}, pictures: {} }

/** @returns the usual values of all columns that have one. */
export function exampleCells(fields: readonly PredictField[], { pictures }: FormCells): FormCells {
  const texts = fields.flatMap(({ column, example }) =>
    example === null ? [] : [[column, example] as const],
  )
  return { texts: Object.fromEntries(texts), pictures }
}

/** @returns the row as `predict:rows` takes it: pictures are handed over, and told by the ids of their files. */
export async function toRow(
  api: FettleApi,
  fields: readonly PredictField[],
  { texts, pictures }: FormCells,
): Promise<Record<string, string | null>> {
  const row: Record<string, string | null> = {}
  for (const { kind, column } of fields) {
    const file = pictures[column]
    if (kind === 'picture') row[column] = file ? await uploadFile(api, file) : null
    else row[column] = texts[column]?.trim() || null
  }
  return row
}
