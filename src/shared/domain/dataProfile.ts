/** @file A closer look at data than their import takes: outliers, bonds between columns, texts, pictures, series. */
import * as v from 'valibot'
import { PictureSummary } from './pictureSummary'
import { SeriesProfile } from './seriesProfile'
import { TextProfile } from './textProfile'

const Count = v.pipe(v.number(), v.integer(), v.minValue(0))

/** What is seen in a column beyond its `ColumnProfile`; null where it makes no sense for the type. */
export const ColumnDetail = v.strictObject({
  name: v.string(),
  quartiles: v.nullable(v.strictObject({ lower: v.number(), upper: v.number() })),
  /** Figures more than 1.5 quartile distances beyond the quartiles (Tukey 1977). */
  outliers: v.nullable(Count),
  /** Mutual information with the target as a share of what there is to know, 0 to 1. */
  information: v.nullable(v.number()),
})
export type ColumnDetail = v.InferOutput<typeof ColumnDetail>

/** How strongly columns go together, −1 to 1: r of two figures, Cramér's V of two categories, the correlation ratio of one and one. */
export const Associations = v.strictObject({
  names: v.array(v.string()),
  /** [names, names]; null where it cannot be told. */
  values: v.array(v.array(v.nullable(v.number()))),
  /** Rows that were looked at. */
  rowCount: Count,
})
export type Associations = v.InferOutput<typeof Associations>

export const DataProfile = v.strictObject({
  columns: v.array(ColumnDetail),
  associations: Associations,
  duplicates: v.strictObject({
    /** Rows that are alike in everything to an earlier one. */
    rows: Count,
    /** Rows of validation or test whose inputs stand among the training rows, too. */
    acrossParts: Count,
  }),
  texts: v.array(v.strictObject({ column: v.string(), profile: TextProfile })),
  pictures: v.nullable(PictureSummary),
  series: v.nullable(SeriesProfile),
})
export type DataProfile = v.InferOutput<typeof DataProfile>
