/** @file What a diagnosis finds: which rule, on what evidence, and what may be done about it. */
import * as v from 'valibot'
import { SettingPath } from '../design'
import { TrialId } from '../ids'
import { MetricName } from '../metric'
import { InnerLayer } from '../modelSpec'
import { Domain, ParameterValue } from '../searchSpace'
import { LayerStep } from './layerFigures'

/** In the order in which findings are shown: what stops a training first. */
export const RULES = [
  'diverged',
  'outOfMemory',
  'leakSuspected',
  'copiesAcrossParts',
  'learnsNothing',
  'learningRateTooHigh',
  'explodingGradients',
  'vanishingGradients',
  'deadUnits',
  'saturatedUnits',
  'jumpingLoss',
  'discriminatorWins',
  'modeCollapse',
  'overfitting',
  'underfitting',
  'classesIgnored',
  'batchTooLarge',
  'learningRateTooLow',
  'plateau',
  'stoppedTooEarly',
  'epochsTooFew',
  'memoryClose',
] as const
export const RuleId = v.picklist(RULES)
export type RuleId = v.InferOutput<typeof RuleId>

/** `problem`: the result suffers from it. `advice`: it may get better without. */
export const FindingLevel = v.picklist(['problem', 'advice'])
export type FindingLevel = v.InferOutput<typeof FindingLevel>

const Part = v.picklist(['train', 'validation'])
export const LAYER_FIGURES = [
  'gradientNorm',
  'weightNorm',
  'updateRatio',
  'deadShare',
  'saturatedShare',
] as const
export const LayerFigureName = v.picklist(LAYER_FIGURES)
export type LayerFigureName = v.InferOutput<typeof LayerFigureName>

/** Where it is seen. Epochs count from 1, both ends included. */
export const Evidence = v.variant('kind', [
  v.strictObject({
    kind: v.literal('curve'),
    part: Part,
    metric: MetricName,
    from: v.number(),
    to: v.number(),
  }),
  v.strictObject({
    kind: v.literal('layer'),
    layer: v.string(),
    figure: LayerFigureName,
    /** At the end of the epochs. */
    value: v.number(),
    from: v.number(),
    to: v.number(),
  }),
  /** Rows of that true class among the validation rows, and the share of them that is found. */
  v.strictObject({ kind: v.literal('class'), label: v.string(), recall: v.number(), rows: v.number() }),
  /** A column and its bond with the target, 0 to 1. */
  v.strictObject({ kind: v.literal('column'), column: v.string(), bond: v.number() }),
  v.strictObject({ kind: v.literal('trial'), trialId: TrialId, number: v.number() }),
])
export type Evidence = v.InferOutput<typeof Evidence>

export const SettingChange = v.strictObject({
  path: SettingPath,
  from: ParameterValue,
  to: ParameterValue,
})
export type SettingChange = v.InferOutput<typeof SettingChange>

/** A change after which the trial is trained once more. */
export const Remedy = v.variant('kind', [
  v.strictObject({ kind: v.literal('settings'), changes: v.pipe(v.array(SettingChange), v.minLength(1)) }),
  /** Puts a layer before another one of the design. */
  v.strictObject({ kind: v.literal('insertLayer'), layer: InnerLayer, before: v.string() }),
  /** Nothing of the model: the data has to be looked at. */
  v.strictObject({ kind: v.literal('data') }),
])
export type Remedy = v.InferOutput<typeof Remedy>

export const Finding = v.strictObject({
  rule: RuleId,
  level: FindingLevel,
  /** What fills the gaps of its words. */
  figures: v.record(v.string(), v.union([v.number(), v.string()])),
  evidence: v.array(Evidence),
  /** The first one is the likeliest to help. */
  remedies: v.array(Remedy),
  /** Paper, book or guide that the rule follows. */
  source: v.string(),
})
export type Finding = v.InferOutput<typeof Finding>

/** How a trial is made once more with a remedy: in its study, where it is searched, or in a study of its own. */
export const RemedyWay = v.picklist(['trial', 'study', 'data'])
export type RemedyWay = v.InferOutput<typeof RemedyWay>

export const TrialDiagnosis = v.strictObject({
  trialId: TrialId,
  number: v.number(),
  /** Epochs that were looked at. */
  epochs: v.number(),
  /** Why nothing is said, if so: too few epochs, or a program whose training is not seen. */
  silence: v.nullable(v.picklist(['short', 'program'])),
  findings: v.array(v.strictObject({ ...Finding.entries, ways: v.array(RemedyWay) })),
  layers: v.array(LayerStep),
  /** Whether trials of the study record their layers. */
  recordsLayers: v.boolean(),
  /** Whether they could: not those of two networks, nor of programs. */
  mayRecordLayers: v.boolean(),
})
export type TrialDiagnosis = v.InferOutput<typeof TrialDiagnosis>

/** What several trials of a study suffer from. */
export const StudyFinding = v.strictObject({
  rule: RuleId,
  level: FindingLevel,
  /** Numbers, ascending. */
  trials: v.array(v.number()),
  /** Of the trials that were looked at. */
  share: v.number(),
  source: v.string(),
  /** A search domain that leaves out where it happens; null where it happens everywhere. */
  domain: v.nullable(v.strictObject({ path: SettingPath, from: Domain, to: Domain })),
})
export type StudyFinding = v.InferOutput<typeof StudyFinding>

export const StudyDiagnosis = v.strictObject({
  /** Trials that were looked at. */
  trials: v.number(),
  /** What most of them suffer from first. */
  findings: v.array(StudyFinding),
  recordsLayers: v.boolean(),
  mayRecordLayers: v.boolean(),
})
export type StudyDiagnosis = v.InferOutput<typeof StudyDiagnosis>
