/** @file What changed from one version of a dataset to another. */
import * as v from 'valibot'
import { ColumnRole, ColumnType } from './column'
import { RecipeStep } from './recipe'
import { PartCounts, Split } from './split'

const both = <Schema extends v.GenericSchema>(schema: Schema) =>
  v.strictObject({ before: schema, after: schema })

export const VersionChange = v.variant('kind', [
  /** The bytes of the source are others. */
  v.strictObject({ kind: v.literal('source'), ...both(v.string()).entries }),
  v.strictObject({ kind: v.literal('rows'), ...both(v.number()).entries }),
  v.strictObject({ kind: v.literal('rejected'), ...both(v.number()).entries }),
  v.strictObject({ kind: v.literal('columnAdded'), column: v.string() }),
  v.strictObject({ kind: v.literal('columnRemoved'), column: v.string() }),
  v.strictObject({ kind: v.literal('columnRenamed'), ...both(v.string()).entries }),
  v.strictObject({ kind: v.literal('columnType'), column: v.string(), ...both(ColumnType).entries }),
  v.strictObject({ kind: v.literal('columnRole'), column: v.string(), ...both(ColumnRole).entries }),
  /** How the file is read: delimiter, decimal sign, texts that mean "missing" … */
  v.strictObject({ kind: v.literal('reading'), setting: v.string(), ...both(v.string()).entries }),
  v.strictObject({ kind: v.literal('target'), ...both(v.string()).entries }),
  v.strictObject({ kind: v.literal('stepAdded'), step: RecipeStep }),
  v.strictObject({ kind: v.literal('stepRemoved'), step: RecipeStep }),
  v.strictObject({
    kind: v.literal('stepChanged'),
    ...both(RecipeStep).entries,
    /** Names of the settings that differ. */
    settings: v.array(v.string()),
  }),
  v.strictObject({ kind: v.literal('stepsReordered') }),
  v.strictObject({ kind: v.literal('split'), ...both(Split).entries }),
  v.strictObject({ kind: v.literal('counts'), ...both(PartCounts).entries }),
  /** Rows that were given another target, or left out. */
  v.strictObject({
    kind: v.literal('corrections'),
    ...both(v.strictObject({ relabelled: v.number(), excluded: v.number() })).entries,
  }),
  v.strictObject({ kind: v.literal('series'), ...both(v.string()).entries }),
])
export type VersionChange = v.InferOutput<typeof VersionChange>
