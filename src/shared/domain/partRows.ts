/** @file Rows of a part of a prepared dataset as they stand in the source: what a tensor was made of. */
import * as v from 'valibot'

/** Cells as texts by row and column; null where missing. */
export const Cells = v.array(v.array(v.nullable(v.string())))

export const PartRows = v.strictObject({
  /** Samples of the part. */
  total: v.number(),
  header: v.array(v.string()),
  /** Which sample of the part, by its place in the tensor. */
  places: v.array(v.number()),
  /** Which row of the table: of a window the one whose target is predicted. */
  rows: v.array(v.number()),
  cells: Cells,
  /** `data:image/…`, null where there is none; empty without pictures. */
  images: v.array(v.nullable(v.string())),
})
export type PartRows = v.InferOutput<typeof PartRows>
