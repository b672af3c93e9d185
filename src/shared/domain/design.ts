/** @file A design: layers and training settings, each fixed or searched; what a model holds and a study copies. */
import * as v from 'valibot'
import { DatasetId, ModelId, ProjectId } from './ids'
import { DesignLayer } from './modelSpec'
import { MOST_STEPS, RecipeStep } from './recipe'
import { Domain } from './searchSpace'
import { TrainingSpec } from './trainingSpec'

/**
 * `<layer id>.<setting>`, `training.<setting>` or `data.<step id>.<setting>`: `hidden.units`, `hidden.times`,
 * `training.optimizer`, `data.select.count`.
 */
export const SettingPath = v.pipe(
  v.string(),
  v.regex(/^(?:data\.)?[a-z][A-Za-z0-9]{0,30}\.[a-z][A-Za-z0-9]{0,30}$/),
)
export type SettingPath = v.InferOutput<typeof SettingPath>

export const MOST_LAYERS = 50

export const Design = v.strictObject({
  layers: v.pipe(v.array(DesignLayer), v.minLength(1), v.maxLength(MOST_LAYERS)),
  /** Of adversarial training only. */
  discriminator: v.optional(v.pipe(v.array(DesignLayer), v.minLength(1), v.maxLength(MOST_LAYERS))),
  training: TrainingSpec,
  /**
   * The steps of the dataset's recipe of which settings vary, as they were when the first of them was searched. Absent: none.
   * Settings that do not vary are those of the dataset, whatever stands here.
   */
  data: v.optional(v.pipe(v.array(RecipeStep), v.maxLength(MOST_STEPS))),
  /** The settings that vary; all others are fixed at the value they have in `layers`, `training` and the dataset. */
  search: v.record(SettingPath, Domain),
  /** Groups of searched settings that vary together: the first value of one with the first of the others, and so on. */
  coupled: v.optional(v.pipe(v.array(v.pipe(v.array(SettingPath), v.minLength(2))), v.maxLength(50))),
  /** What every trial must fulfil: expressions over searched settings, `model.weights` and `model.megabytes`. */
  constraints: v.optional(v.pipe(v.array(v.pipe(v.string(), v.maxLength(500))), v.maxLength(50))),
})
export type Design = v.InferOutput<typeof Design>

/** @returns the second network of adversarial training as a design of its own; null where there is none. */
export function discriminatorOf(design: Design): Design | null {
  const { discriminator, training } = design
  if (discriminator === undefined || training.mode !== 'adversarial') return null
  return { layers: discriminator, training, search: design.search }
}

/** @returns the design, and its second network. */
export function networksOf(design: Design): readonly Design[] {
  const second = discriminatorOf(design)
  return second === null ? [design] : [design, second]
}

/** A named design in a project. */
export const Model = v.strictObject({
  id: ModelId,
  projectId: ProjectId,
  /** What it was made for, and is checked against; null where that is not known. */
  datasetId: v.optional(v.nullable(DatasetId), null),
  name: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(120)),
  design: Design,
  createdAt: v.number(),
  changedAt: v.number(),
})
export type Model = v.InferOutput<typeof Model>

/** Each suits inputs of certain kinds, see `fittingTemplates`. */
export const TEMPLATES = [
  'tabularClassifier',
  'tabularRegressor',
  'residualMlp',
  'columnCnn',
  'columnAttention',
  'autoencoder',
  'generator',
  'pictureCnn',
  'textCnn',
  'seriesLstm',
  'seriesGru',
  'tableAndText',
  'tableAndPicture',
  'architectureTable',
  'architecturePicture',
  'architectureText',
  'architectureSeries',
] as const
export const TemplateId = v.picklist(TEMPLATES)
export type TemplateId = v.InferOutput<typeof TemplateId>
