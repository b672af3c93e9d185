/** @file Where each pixel of a changed picture comes from. */
import type { Change } from './drawChange'

/**
 * From a pixel of the result to a place in the source, counted from the middle of the first pixel:
 * row = rowByRow · y + rowByColumn · x + row₀, column likewise.
 */
export interface Affine {
  readonly rowByRow: number
  readonly rowByColumn: number
  readonly row: number
  readonly columnByRow: number
  readonly columnByColumn: number
  readonly column: number
}

export const IDENTITY: Affine = {
  rowByRow: 1,
  rowByColumn: 0,
  row: 0,
  columnByRow: 0,
  columnByColumn: 1,
  column: 0,
}

/**
 * Rotation · shift · shear · zoom about the middle, in this order and with the matrices of Keras's `ImageDataGenerator`
 * (`apply_affine_transform`, columns as its x), of what remains after the crop, of the mirrored result: M = R · T · H · Z · C · F.
 */
export function affineOf(change: Change, size: { readonly height: number; readonly width: number }): Affine {
  const { height, width } = size
  const [sin, cos] = [Math.sin(change.rotation), Math.cos(change.rotation)]
  const rotated: Affine = {
    ...IDENTITY,
    rowByRow: cos,
    rowByColumn: sin,
    columnByRow: -sin,
    columnByColumn: cos,
  }
  const shifted: Affine = { ...IDENTITY, row: change.shiftY * height, column: change.shiftX * width }
  const sheared: Affine = {
    ...IDENTITY,
    rowByRow: Math.cos(change.shear),
    columnByRow: -Math.sin(change.shear),
  }
  const zoomed: Affine = { ...IDENTITY, rowByRow: change.zoomY, columnByColumn: change.zoomX }
  const aboutMiddle = [rotated, shifted, sheared, zoomed].reduce(after)
  const toMiddle: Affine = { ...IDENTITY, row: -(height - 1) / 2, column: -(width - 1) / 2 }
  const fromMiddle: Affine = { ...IDENTITY, row: (height - 1) / 2, column: (width - 1) / 2 }
  return [fromMiddle, aboutMiddle, toMiddle, cropped(change, size), mirrored(change, size)].reduce(after)
}

export function isIdentity(affine: Affine): boolean {
  const keys = Object.keys(IDENTITY) as (keyof Affine)[]
  return keys.every((key) => Math.abs(affine[key] - IDENTITY[key]) < 1e-9)
}

/** y ↦ share · y + place · (1 − share) · (side − 1): the outermost pixels come from inside, never from beside the picture. */
function cropped(
  { keptShare, cropX, cropY }: Change,
  { height, width }: { readonly height: number; readonly width: number },
): Affine {
  return {
    ...IDENTITY,
    rowByRow: keptShare,
    row: cropY * (1 - keptShare) * (height - 1),
    columnByColumn: keptShare,
    column: cropX * (1 - keptShare) * (width - 1),
  }
}

function mirrored(
  { isMirrored, isUpsideDown }: Change,
  { height, width }: { readonly height: number; readonly width: number },
): Affine {
  return {
    ...IDENTITY,
    ...(isUpsideDown ? { rowByRow: -1, row: height - 1 } : {}),
    ...(isMirrored ? { columnByColumn: -1, column: width - 1 } : {}),
  }
}

/** The product of two: first `inner`, then `outer`. */
function after(outer: Affine, inner: Affine): Affine {
  const row = (byRow: number, byColumn: number): number =>
    outer.rowByRow * byRow + outer.rowByColumn * byColumn
  const column = (byRow: number, byColumn: number): number =>
    outer.columnByRow * byRow + outer.columnByColumn * byColumn
  return {
    rowByRow: row(inner.rowByRow, inner.columnByRow),
    rowByColumn: row(inner.rowByColumn, inner.columnByColumn),
    row: row(inner.row, inner.column) + outer.row,
    columnByRow: column(inner.rowByRow, inner.columnByRow),
    columnByColumn: column(inner.rowByColumn, inner.columnByColumn),
    column: column(inner.row, inner.column) + outer.column,
  }
}
