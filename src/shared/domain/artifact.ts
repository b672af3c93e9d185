/** @file A smaller model made of a trained one: how it is made, what it weighs, how fast it answers and how well. */
import * as v from 'valibot'
import { ArtifactId, ModelId, TrialId } from './ids'
import { Latency } from './latency'
import { MetricValues } from './metric'
import { ModelSpec } from './modelSpec'

const share = (least: number, most: number) => v.pipe(v.number(), v.minValue(least), v.maxValue(most))
const count = (least: number, most: number) =>
  v.pipe(v.number(), v.integer(), v.minValue(least), v.maxValue(most))

/**
 * Whole numbers of eight bits:
 * - `weights`: as what is stored; floats are computed with
 * - `dynamic`: computed with, what comes in is rounded anew for every batch
 * - `static`: computed with, rounded as measured on training rows
 */
export const ROUNDINGS = ['weights', 'dynamic', 'static'] as const
export const Rounding = v.picklist(ROUNDINGS)
export type Rounding = v.InferOutput<typeof Rounding>

/** How outliers are treated where ranges are measured: kept, beyond 99.99 % cut, or cut where least information is lost. */
export const CALIBRATIONS = ['minMax', 'percentile', 'entropy'] as const
export const Calibration = v.picklist(CALIBRATIONS)
export type Calibration = v.InferOutput<typeof Calibration>

/** `global`: the smallest weights of all layers together; `layer`: the same share of every layer. */
export const PRUNING_SCOPES = ['global', 'layer'] as const
export const PruningScope = v.picklist(PRUNING_SCOPES)
export type PruningScope = v.InferOutput<typeof PruningScope>

export const Epochs = count(1, 500)
/** Null: that of the trial. */
const LearningRate = v.optional(v.nullable(v.pipe(v.number(), v.gtValue(0), v.maxValue(10))), null)
const FurtherRounding = v.optional(v.nullable(Rounding), null)

export const Student = v.variant('kind', [
  /** The same layers, so much as wide. */
  v.strictObject({ kind: v.literal('scaled'), share: share(0.05, 1) }),
  /** The settings that a model of the project begins with. */
  v.strictObject({ kind: v.literal('model'), modelId: ModelId }),
])
export type Student = v.InferOutput<typeof Student>

export const CompressionMethod = v.variant('kind', [
  v.strictObject({
    kind: v.literal('prune'),
    /** Share of the kernels' weights that become zero. */
    sparsity: v.optional(share(0.05, 0.99), 0.8),
    scope: v.optional(PruningScope, 'global'),
    epochs: v.optional(Epochs, 6),
    learningRate: LearningRate,
    rounding: FurtherRounding,
  }),
  v.strictObject({
    kind: v.literal('int8'),
    rounding: v.optional(Rounding, 'static'),
    calibration: v.optional(Calibration, 'minMax'),
    /** Training rows that ranges are measured on. */
    rows: v.optional(count(1, 100_000), 512),
  }),
  v.strictObject({
    kind: v.literal('distil'),
    student: v.optional(Student, { kind: 'scaled', share: 0.5 }),
    temperature: v.optional(share(1, 100), 4),
    /** Share of the teacher in the loss. */
    alpha: v.optional(share(0, 1), 0.7),
    epochs: v.optional(Epochs, 20),
    learningRate: LearningRate,
    rounding: FurtherRounding,
  }),
])
export type CompressionMethod = v.InferOutput<typeof CompressionMethod>
export type CompressionKind = CompressionMethod['kind']
export const COMPRESSIONS = ['int8', 'prune', 'distil'] as const satisfies readonly CompressionKind[]

export const MeasuredSize = v.strictObject({
  /** Of the ONNX file with its preprocessing. */
  sizeBytes: count(0, Number.MAX_SAFE_INTEGER),
  weights: count(0, Number.MAX_SAFE_INTEGER),
  /** Weights that are zero. */
  zeros: count(0, Number.MAX_SAFE_INTEGER),
  /** On one thread of the processor. */
  latency: v.array(Latency),
  /** On the validation rows, of what the file itself answers. */
  validation: MetricValues,
})
export type MeasuredSize = v.InferOutput<typeof MeasuredSize>

export const Compressed = v.strictObject({
  before: MeasuredSize,
  after: MeasuredSize,
  /** Validation rows that both were judged on. */
  rows: v.number(),
})
export type Compressed = v.InferOutput<typeof Compressed>

export const Artifact = v.strictObject({
  id: ArtifactId,
  trialId: TrialId,
  method: CompressionMethod,
  ...Compressed.entries,
  /** Of a student; null where the layers are those of the trial. */
  model: v.nullable(ModelSpec),
  durationMs: v.number(),
  createdAt: v.number(),
})
export type Artifact = v.InferOutput<typeof Artifact>

/** What a window shows: without the layers. */
export const ArtifactSummary = v.omit(Artifact, ['model'])
export type ArtifactSummary = v.InferOutput<typeof ArtifactSummary>
