/** @file Giving a layer, the training or a step of a recipe other settings, read again by their schema. */
import * as v from 'valibot'
import { BackboneLayer, LayerSpec } from './modelSpec'
import { RecipeStep } from './recipe'
import type { ParameterValue } from './searchSpace'
import { TrainingSpec } from './trainingSpec'

/** Values keyed by setting name: `units`, `rate`. */
export type SettingValues = Readonly<Record<string, ParameterValue>>

/** @returns the layer with these values, or null where one of them is not allowed there. */
export function withLayerSettings(layer: LayerSpec, values: SettingValues): LayerSpec | null {
  const read = v.safeParse(LayerSpec, { ...layer, ...values })
  return read.success ? read.output : null
}

const { scaling, unfreeze, rateShare, keepsStatistics } = BackboneLayer.entries
const BackboneSettings = v.object({ scaling, unfreeze, rateShare, keepsStatistics })

/** @returns the backbone with these values, or null where one of them is not allowed; its layers are not read again. */
export function withBackboneSettings(layer: BackboneLayer, values: SettingValues): BackboneLayer | null {
  const read = v.safeParse(BackboneSettings, { ...layer, ...values })
  return read.success ? { ...layer, ...read.output } : null
}

/** @returns the training with these values, or null where one of them is not allowed there. */
export function withTrainingSettings(training: TrainingSpec, values: SettingValues): TrainingSpec | null {
  const read = v.safeParse(TrainingSpec, { ...training, ...values })
  return read.success ? read.output : null
}

/** @returns the step with these values, or null where one of them is not allowed there. */
export function withStepSettings(step: RecipeStep, values: SettingValues): RecipeStep | null {
  const read = v.safeParse(RecipeStep, { ...step, ...values })
  return read.success ? read.output : null
}

/** Other values for settings of a recipe, by the ids of its steps. */
export type RecipeValues = Readonly<Record<string, SettingValues>>
