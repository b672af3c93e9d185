/** @file What the answers of a trained network hang on, and where it is wrong. */
import * as v from 'valibot'
import { Dialect } from '../../domain/dialect'
import {
  Attribution,
  AttributionMethod,
  Dependence,
  ExplainRows,
  Mistakes,
  PermutationImportance,
  ShapMethod,
  ShapValues,
} from '../../domain/explain'
import { MetricName } from '../../domain/metric'
import { Part } from '../../domain/split'
import { TrainedInput } from './studio'

const Count = v.pipe(v.number(), v.integer(), v.minValue(1))
const Whole = v.pipe(v.number(), v.integer(), v.minValue(0))

/** Rows by columns go through the recipe once more; without them the prepared rows are read, feature by feature. */
const subject = {
  ...TrainedInput,
  reading: v.pick(Dialect, ['decimal', 'missing', 'dateOrder']),
  rows: v.nullable(ExplainRows),
  /** Prepared rows that are explained, and compared with, where there are no raw ones. */
  most: Count,
  background: Count,
  seed: Whole,
}

export const explainJobs = {
  permutationImportance: {
    input: v.strictObject({ ...subject, metric: MetricName, repeats: v.pipe(Count, v.maxValue(100)) }),
    output: PermutationImportance,
  },
  shapValues: {
    input: v.strictObject({
      ...subject,
      method: ShapMethod,
      /** Which of the prepared rows, where there are no raw ones; empty: some by chance. */
      chosen: v.optional(v.array(Whole), []),
      /** Sets or orders that are drawn for a row. */
      samples: v.pipe(Count, v.maxValue(100_000)),
    }),
    output: ShapValues,
  },
  partialDependence: {
    input: v.strictObject({
      ...subject,
      columns: v.pipe(v.array(v.string()), v.minLength(1), v.maxLength(2)),
      points: v.pipe(Count, v.minValue(2), v.maxValue(200)),
      /** Rows whose own curves are told. */
      single: Whole,
    }),
    output: Dependence,
  },
  attribute: {
    input: v.strictObject({
      ...subject,
      method: AttributionMethod,
      /** Of the validation rows. */
      place: Whole,
      /** Place among the classes; null: what is predicted. */
      label: v.nullable(Whole),
      /** Of Grad-CAM; null: the last that makes pictures. */
      layer: v.nullable(v.string()),
      /** Of a path, of noise, or along the longer side of a picture where parts of it are covered. */
      samples: v.pipe(Count, v.maxValue(4096)),
    }),
    output: Attribution,
  },
  listMistakes: {
    input: v.strictObject({ ...TrainedInput, part: Part, most: Count }),
    output: Mistakes,
  },
} as const
