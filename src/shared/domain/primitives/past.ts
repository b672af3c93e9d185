/** @file Primitives that look at earlier rows of a series; the data engine does them before a model sees the row. */
import * as v from 'valibot'
import { Names } from './figures'

/** Adds each column as it was `distance` rows before; missing where there is no such row. */
export const Lag = v.strictObject({
  kind: v.literal('lag'),
  columns: Names,
  distance: v.number(),
  names: Names,
})

/** Adds a figure of the last `window` rows, this one included; missing while there are fewer. */
export const Rolling = v.strictObject({
  kind: v.literal('rolling'),
  columns: Names,
  window: v.number(),
  statistic: v.picklist(['mean', 'deviation', 'least', 'most', 'median', 'sum']),
  names: Names,
})

/** Adds x − x `distance` rows before. */
export const Difference = v.strictObject({
  kind: v.literal('difference'),
  columns: Names,
  distance: v.number(),
  names: Names,
})
