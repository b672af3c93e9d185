/** @file A row that was asked about and its neighbours, as the model sees them. */
import { pictureShape, SHEET_PICTURES, type PictureSheet } from '../../../shared/domain/pictureSheet'
import type { RawInput } from '../../compiler'
import { decodePictureBytes } from '../../datasets'
import type { RawRow } from '../predict/rawFrame'
import { readBytes, readPreparedMeta } from '../rows/preparedData'

export interface DrawnRow {
  readonly asked: RawRow
  /** Of the training rows. */
  readonly neighbours: readonly number[]
}

/** A sheet a row; null where the model reads no pictures, or that of the row cannot be read. */
export async function drawNeighbours(
  dataFolder: string,
  inputs: readonly RawInput[],
  rows: readonly DrawnRow[],
): Promise<(PictureSheet | null)[]> {
  const raw = inputs.find(({ kind }) => kind === 'picture')
  const meta = await readPreparedMeta(dataFolder)
  const input = meta.inputs.find(({ spec, type }) => spec.kind === 'image' && type === 'u8')
  const shape = input === undefined ? null : pictureShape(input.spec.shape)
  if (raw?.kind !== 'picture' || input === undefined || shape === null) return rows.map(() => null)
  const known = await readBytes(dataFolder, 'train', { input, rows: meta.counts.train })
  const size = shape.height * shape.width * shape.channels
  return Promise.all(
    rows.map(async ({ asked, neighbours }) => {
      const cell = asked[raw.column]
      const own = cell instanceof Uint8Array ? await decodePictureBytes(cell, raw.geometry) : null
      if (own === null) return null
      const shown = neighbours.slice(0, SHEET_PICTURES - 1)
      const pictures = [own, ...shown.map((row) => known.subarray(row * size, (row + 1) * size))]
      const base64 = Buffer.concat(pictures).toString('base64')
      return { step: 0, count: pictures.length, ...shape, base64 }
    }),
  )
}
