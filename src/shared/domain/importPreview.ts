/** @file What reading a file found: the proposal that the import wizard shows and the user corrects. */
import * as v from 'valibot'
import { ColumnProfile } from './column'
import { DatasetPlan, DatasetSource, RejectedRow } from './dataset'
import { ImportReason } from './importReason'
import { PartCounts } from './split'

/** Something worth a look, worded by the renderer from `kind`; `column` and `value` fill its gaps. */
export const ImportRemark = v.strictObject({
  kind: v.picklist([
    'mostlyMissing',
    'allMissing',
    'constant',
    'nearConstant',
    'identifier',
    'manyCategories',
    'filled',
    'leaking',
    'duplicateRows',
    'acrossParts',
    'rareClass',
    'textLeftOut',
    'droppedRows',
    'renamedColumns',
  ]),
  column: v.nullable(v.string()),
  /** A count or a share between 0 and 1, as the kind needs it; null where there is none. */
  value: v.nullable(v.number()),
})
export type ImportRemark = v.InferOutput<typeof ImportRemark>

export const ImportPreview = v.strictObject({
  source: DatasetSource,
  /** Ready to be committed as it is, unless `problem` says why not. */
  plan: DatasetPlan,
  /** Why the plan cannot be used yet, as an error code; null when it can. */
  problem: v.nullable(v.strictObject({ code: v.string(), details: v.record(v.string(), v.unknown()) })),
  rowCount: v.number(),
  /** At most 1,000; `rejectedCount` has them all. */
  rejected: v.array(RejectedRow),
  rejectedCount: v.number(),
  profiles: v.array(ColumnProfile),
  /** The first rows as they were read, cells as text, null where missing. */
  rows: v.array(v.array(v.nullable(v.string()))),
  /** Of the first fold. */
  counts: PartCounts,
  foldCount: v.optional(v.number(), 1),
  /** Share of each class (commonest first); empty for regression. */
  classes: v.array(v.strictObject({ label: v.string(), count: v.number() })),
  remarks: v.array(ImportRemark),
  /** Why it was read as it was, the broadest first. */
  reasons: v.array(ImportReason),
})
export type ImportPreview = v.InferOutput<typeof ImportPreview>
