/** @file What the compiler says of a design before anything trains: shapes, weights, and every error at its layer. */
import * as v from 'valibot'
import { InputSpec } from './modelInput'

/** Why a layer cannot read what it is given. */
export const MISFIT_REASONS = [
  /** It takes another number of inputs. */
  'inputCount',
  /** It takes another number of axes. */
  'rank',
  /** Nothing is left of an axis: the window is larger than what it slides over. */
  'tooSmall',
  /** Its inputs have shapes that do not go together. */
  'unequalShapes',
  /** Channels, groups, heads: one has to divide the other. */
  'notDivisible',
  /** The numbers of elements differ. */
  'elementCount',
  /** It wants token numbers, and a vocabulary that the data or the layer tells. */
  'noVocabulary',
  /** It wants numbers, and is given token numbers, which only an embedding reads. */
  'tokens',
  /** Its weights were trained for inputs of another shape. */
  'notTrainedFor',
] as const
export type MisfitReason = (typeof MISFIT_REASONS)[number]

/** `path` points into the design: a layer id or a setting path. `details` fill the gaps of the wording of `code`. */
export const Diagnostic = v.strictObject({
  code: v.picklist([
    'model/no-output',
    'model/output-not-last',
    'model/duplicate-id',
    'model/too-large',
    'model/nothing-to-learn',
    /** Adversarial training needs a second network. */
    'model/no-discriminator',
    /** Details `reason` (see above), `expected`, `found`. */
    'model/shape-mismatch',
    /** Details `input`: the name that no layer, or no input of the data, has. */
    'model/unknown-input',
    /** Details `input`: a layer that stands behind the one that reads it. */
    'model/cycle',
    /** Nothing of it reaches the output. */
    'model/unused-layer',
    'model/loss-mismatch',
    /** An embedding is learnt from classes, and the target is a number. */
    'model/no-classes',
    /** Details of the error of the same code, and `index`: the number of the constraint, from 0. */
    'space/constraint-name',
    'space/constraint-syntax',
    'space/constraint-type',
    /** Details `cause`, `other`: the setting it is coupled to. */
    'space/invalid-coupling',
    'space/invalid-domain',
    'space/unknown-setting',
    'space/value-out-of-range',
  ]),
  path: v.string(),
  details: v.record(v.string(), v.union([v.string(), v.number()])),
})
export type Diagnostic = v.InferOutput<typeof Diagnostic>

/** A number that depends on the search: equal ends where it does not. */
export const Span = v.strictObject({ low: v.number(), high: v.number() })
export type Span = v.InferOutput<typeof Span>

export const LayerCheck = v.strictObject({
  id: v.string(),
  /** Size of each axis of the output but the batch. */
  outputShape: v.array(Span),
  weights: Span,
})
export type LayerCheck = v.InferOutput<typeof LayerCheck>

export const ModelCheck = v.strictObject({
  /** What the data feeds the model. */
  inputs: v.array(InputSpec),
  diagnostics: v.array(Diagnostic),
  layers: v.array(LayerCheck),
  weights: Span,
  /** Estimated memory of one training on the processor, in bytes: data, weights, state, and what a step makes at its peak. */
  memoryBytes: Span,
  space: v.strictObject({
    parameterCount: v.number(),
    /** Parameters that exist only under a condition. */
    conditionalCount: v.number(),
    /** Number of different assignments; null where a float range makes it infinite. */
    combinations: v.nullable(v.number()),
    /** Number of points of the grid with the sampler's default points a range. */
    gridPoints: v.number(),
  }),
})
export type ModelCheck = v.InferOutput<typeof ModelCheck>
