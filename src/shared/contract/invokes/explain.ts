/** @file Channels of what answers hang on, of mistakes, and of what is done about them. */
import * as v from 'valibot'
import { Correction } from '../../domain/correction'
import { Dataset } from '../../domain/dataset'
import {
  Attribution,
  AttributionMethod,
  Dependence,
  ExplainBy,
  Mistakes,
  PermutationImportance,
  ShapMethod,
  ShapValues,
} from '../../domain/explain'
import { DatasetVersionId, StudyId, TrialId } from '../../domain/ids'
import { MetricName } from '../../domain/metric'
import { PartRows } from '../../domain/partRows'
import { Part } from '../../domain/split'
import { StudySummary } from '../../domain/study'
import { Ticket } from '../jobs'

const Whole = v.pipe(v.number(), v.integer(), v.minValue(0))
const upTo = (most: number) => v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(most))
const ofTrial = { trialId: TrialId, ticket: v.optional(Ticket) }
const sampled = {
  ...ofTrial,
  /** Null: columns where the recipe can run once more, else features. */
  by: v.optional(v.nullable(ExplainBy), null),
  seed: v.optional(Whole, 1),
}

/** What can be asked of a trial. */
export const ExplainSubject = v.strictObject({
  kind: v.picklist(['table', 'pictures', 'texts', 'series']),
  /** Whether raw columns can be changed: not in windows, nor where pictures are read. */
  byColumn: v.boolean(),
  /** Columns of the source that the model reads. */
  columns: v.array(v.string()),
  features: v.array(v.string()),
  labels: v.array(v.string()),
  metrics: v.array(MetricName),
  metric: MetricName,
  validationRows: Whole,
  /** Layers that Grad-CAM can look at. */
  pictureLayers: v.array(v.string()),
  /** Whether the sealed rows may be looked at, as the test of the study is open. */
  isTestOpen: v.boolean(),
})
export type ExplainSubject = v.InferOutput<typeof ExplainSubject>

export const explainInvokes = {
  /** @throws {predict/no-target} of a model that learnt something else than the target */
  'explain:subject': { input: v.strictObject({ trialId: TrialId }), output: ExplainSubject },
  'explain:importance': {
    input: v.strictObject({
      ...sampled,
      metric: v.optional(v.nullable(MetricName), null),
      rows: v.optional(upTo(100_000), 1000),
      repeats: v.optional(upTo(100), 5),
    }),
    output: PermutationImportance,
  },
  'explain:shap': {
    input: v.strictObject({
      ...sampled,
      method: v.optional(ShapMethod, 'auto'),
      rows: v.optional(upTo(5000), 100),
      background: v.optional(upTo(2000), 50),
      samples: v.optional(upTo(100_000), 20),
      /** One row of the validation part. */
      place: v.optional(v.nullable(Whole), null),
      /** A row that was typed, by column. */
      typed: v.optional(v.nullable(v.record(v.string(), v.nullable(v.string()))), null),
    }),
    output: ShapValues,
  },
  'explain:dependence': {
    input: v.strictObject({
      ...sampled,
      columns: v.pipe(v.array(v.string()), v.minLength(1), v.maxLength(2)),
      points: v.optional(v.pipe(upTo(200), v.minValue(2)), 24),
      rows: v.optional(upTo(20_000), 300),
      single: v.optional(v.pipe(Whole, v.maxValue(500)), 40),
    }),
    output: Dependence,
  },
  'explain:attribution': {
    input: v.strictObject({
      ...ofTrial,
      method: AttributionMethod,
      place: Whole,
      label: v.optional(v.nullable(Whole), null),
      layer: v.optional(v.nullable(v.string()), null),
      /** Steps of a path, noisy copies, or squares along the longer side. */
      samples: v.optional(upTo(4096), 32),
      seed: v.optional(Whole, 1),
    }),
    output: Attribution,
  },
  /** @throws {explain/sealed} for test rows that were not opened */
  'mistakes:list': {
    input: v.strictObject({ ...ofTrial, part: v.optional(Part, 'validation') }),
    output: Mistakes,
  },
  /** @throws {explain/sealed} */
  'mistakes:rows': {
    input: v.strictObject({
      trialId: TrialId,
      part: v.optional(Part, 'validation'),
      places: v.pipe(v.array(Whole), v.maxLength(200)),
      hasImages: v.optional(v.boolean(), true),
    }),
    output: PartRows,
  },
  /** Makes a version of the data with corrections of single rows. @throws {dataset/bad-correction} {dataset/no-such-row} {dataset/not-corrected} */
  'mistakes:correct': {
    input: v.strictObject({
      versionId: DatasetVersionId,
      add: v.optional(v.array(Correction), []),
      /** Rows whose corrections are taken back. */
      undo: v.optional(v.array(Whole), []),
    }),
    output: Dataset,
  },
  /** The same study on the newest version of its data. @throws {model/invalid} */
  'mistakes:retrain': {
    input: v.strictObject({ studyId: StudyId, isStarted: v.optional(v.boolean(), true) }),
    output: StudySummary,
  },
} as const
