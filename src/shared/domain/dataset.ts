/** @file A dataset and its immutable versions: source, how it was read, what each column is for, recipe and split. */
import * as v from 'valibot'
import { Column, ColumnProfile } from './column'
import { Corrections } from './correction'
import { Dialect } from './dialect'
import { DatasetId, DatasetVersionId, ProjectId } from './ids'
import { Recipe } from './recipe'
import { Series } from './series'
import { PartCounts, Split } from './split'
import { Output, Task } from './task'

/** Everything the user decides about a table. Equal source and equal plan give an equal version. */
export const DatasetPlan = v.strictObject({
  dialect: Dialect,
  columns: v.pipe(v.array(Column), v.minLength(2)),
  task: Task,
  recipe: Recipe,
  split: Split,
  /** Of a table whose rows follow each other in time; null: rows are independent. */
  series: v.optional(v.nullable(Series), null),
  /** Of single rows, ascending; absent where there is none. */
  corrections: v.optional(Corrections),
})
export type DatasetPlan = v.InferOutput<typeof DatasetPlan>

/** The file a version was read from; a copy lies in the data folder under its hash. */
export const DatasetSource = v.strictObject({
  fileName: v.string(),
  sizeBytes: v.number(),
  /** SHA-256 of the bytes, hexadecimal. */
  sha256: v.string(),
})
export type DatasetSource = v.InferOutput<typeof DatasetSource>

/** A row that could not be read; `line` counts from 1 in the file. */
export const RejectedRow = v.strictObject({
  line: v.number(),
  column: v.nullable(v.string()),
  /** Why, as a key the renderer words. */
  cause: v.picklist([
    'tooManyCells',
    'tooFewCells',
    'unclosedQuote',
    'notANumber',
    'tooLong',
    'encoding',
    'badRecord',
    'corruptPicture',
    'truncatedPicture',
    'notAPicture',
    'pictureTooLarge',
    'unsupportedPicture',
    'unreadable',
    'differentColumns',
    'unsafeName',
    'other',
  ]),
  /** The file inside its folder or archive; absent where there is one file only. */
  file: v.optional(v.string()),
  /** The beginning of the line, at most 200 characters. */
  text: v.string(),
})
export type RejectedRow = v.InferOutput<typeof RejectedRow>

export const DatasetVersion = v.strictObject({
  id: DatasetVersionId,
  datasetId: DatasetId,
  number: v.number(),
  /** SHA-256 over source hash and canonical plan. */
  contentHash: v.string(),
  source: DatasetSource,
  plan: DatasetPlan,
  target: v.string(),
  output: Output,
  rowCount: v.number(),
  rejectedCount: v.number(),
  /** Rows left out because their target (or a `dropRow` column) is missing. */
  droppedCount: v.number(),
  /** Of the first fold. */
  counts: PartCounts,
  /** How many pairs of training and validation rows the split has. */
  foldCount: v.optional(v.number(), 1),
  profiles: v.array(ColumnProfile),
  createdAt: v.number(),
})
export type DatasetVersion = v.InferOutput<typeof DatasetVersion>

export const Dataset = v.strictObject({
  id: DatasetId,
  projectId: ProjectId,
  name: v.string(),
  createdAt: v.number(),
  latest: DatasetVersion,
})
export type Dataset = v.InferOutput<typeof Dataset>
