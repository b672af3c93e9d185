import type { PictureSheet } from '../../../shared/domain/pictureSheet'
import type { PictureVariety } from './types'

/**
 * How much pictures of one epoch differ from each other, beside how much real ones do: the sheet of epoch 0 has the real ones.
 * @returns nothing where there are none to compare with
 */
export function varietyOf(sheets: readonly PictureSheet[]): PictureVariety[] {
  const real = sheets.find(({ step }) => step === 0)
  const usual = real === undefined ? 0 : meanDistance(real)
  if (usual === 0) return []
  return sheets
    .filter(({ step, count }) => step > 0 && count > 1)
    .map((sheet) => ({ step: sheet.step, share: meanDistance(sheet) / usual }))
}

/** Root mean square difference of two pictures, the mean over all pairs. */
function meanDistance({ count, base64 }: PictureSheet): number {
  const bytes = Buffer.from(base64, 'base64')
  const size = Math.floor(bytes.length / count)
  let [sum, pairs] = [0, 0]
  for (let left = 0; left < count; left++) {
    for (let right = left + 1; right < count; right++) {
      sum += distance(bytes.subarray(left * size, (left + 1) * size), bytes.subarray(right * size))
      pairs++
    }
  }
  return pairs === 0 ? 0 : sum / pairs
}

function distance(left: Uint8Array, right: Uint8Array): number {
  let sum = 0
  for (const [index, value] of left.entries()) sum += (value - (right[index] ?? 0)) ** 2
  return Math.sqrt(sum / Math.max(1, left.length))
}
