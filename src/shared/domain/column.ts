/** @file A column of a table: what it holds, what it is for, and what was seen in it. */
import * as v from 'valibot'

export const COLUMN_TYPES = ['number', 'category', 'boolean', 'date', 'text', 'identifier', 'image'] as const
export const ColumnType = v.picklist(COLUMN_TYPES)
export type ColumnType = v.InferOutput<typeof ColumnType>

export const COLUMN_ROLES = ['input', 'target', 'ignored'] as const
export const ColumnRole = v.picklist(COLUMN_ROLES)
export type ColumnRole = v.InferOutput<typeof ColumnRole>

/** What is decided about a column. `name` is unique within its table; `index` is its position in the file. */
export const Column = v.strictObject({
  name: v.pipe(v.string(), v.minLength(1), v.maxLength(200)),
  index: v.pipe(v.number(), v.integer(), v.minValue(0)),
  /** Of `image`: the cells are paths of pictures inside the source. */
  type: ColumnType,
  role: ColumnRole,
})
export type Column = v.InferOutput<typeof Column>

/** Equal-width bins between `low` and `high`. */
export const Histogram = v.strictObject({ low: v.number(), high: v.number(), counts: v.array(v.number()) })
export type Histogram = v.InferOutput<typeof Histogram>

export const NumberProfile = v.strictObject({
  kind: v.literal('number'),
  low: v.number(),
  high: v.number(),
  mean: v.number(),
  standardDeviation: v.number(),
  median: v.number(),
  histogram: Histogram,
})

export const ValuesProfile = v.strictObject({
  kind: v.literal('values'),
  /** The commonest values, at most 20, the commonest first. */
  top: v.array(v.strictObject({ value: v.string(), count: v.number() })),
})

/** What was seen in a column; counts are rows. */
export const ColumnProfile = v.strictObject({
  name: v.string(),
  index: v.number(),
  /** The type that the values suggest. */
  suggestedType: ColumnType,
  missing: v.number(),
  distinct: v.number(),
  /** Null where every cell is missing. */
  values: v.nullable(v.variant('kind', [NumberProfile, ValuesProfile])),
  /** Strength of the association with the target, 0 to 1 (|r|, Cramér's V or the correlation ratio); null where unknown. */
  association: v.nullable(v.number()),
})
export type ColumnProfile = v.InferOutput<typeof ColumnProfile>
