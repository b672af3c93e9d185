/** @file From a design and an assignment to what is trained: repeats unrolled, searched settings filled in. */
import type { Design } from '../../../shared/domain/design'
import type { LayerSpec, ModelSpec } from '../../../shared/domain/modelSpec'
import type { Assignment } from '../../../shared/domain/searchSpace'
import {
  holderOfStep,
  settingsOf,
  stepSettingsOf,
  TRAINING_ID,
  TRAINING_SETTINGS,
} from '../../../shared/domain/settingCatalogue'
import {
  type RecipeValues,
  type SettingValues,
  withLayerSettings,
  withStepSettings,
  withTrainingSettings,
} from '../../../shared/domain/settingValues'
import type { TrainingSpec } from '../../../shared/domain/trainingSpec'
import { AppError } from '../../../shared/errors/appError'
import { placeBackbones } from './unrollBackbone'
import { unrollNetworks, type UnrolledLayer } from './unrollDesign'

export interface TrialSpec {
  readonly model: ModelSpec
  readonly training: TrainingSpec
  /** What of the data's recipe is otherwise than in the dataset. */
  readonly data: RecipeValues
}

/**
 * Fills a design's settings with an assignment of its space; a setting without a value keeps the design's own.
 * @throws {space/invalid} when a value is not allowed at its setting.
 */
export function applyAssignment(design: Design, assignment: Assignment): TrialSpec {
  const networks = unrollNetworks(design, assignment)
  const [layers = [], discriminator] = networks.map((network) =>
    network.map((layer) => fillLayer(layer, assignment)),
  )
  const backbones = placeBackbones(
    networks.flat().flatMap(({ spec, part }) => (part === undefined ? [] : [{ spec, part }])),
  )
  const values = pick(TRAINING_ID, TRAINING_SETTINGS, assignment, (path) => path)
  const training = withTrainingSettings(design.training, values)
  if (training === null) throw new AppError('space/invalid', { parameter: TRAINING_ID })
  const model = {
    layers,
    ...(discriminator ? { discriminator } : {}),
    ...(backbones.length > 0 ? { backbones } : {}),
  }
  return { model, training, data: pickData(design, assignment) }
}

function pickData({ data = [] }: Design, assignment: Assignment): RecipeValues {
  const picked = data.map((step) => {
    const holder = holderOfStep(step)
    const values = pick(holder, stepSettingsOf(step.kind), assignment, (path) => path)
    if (withStepSettings(step, values) === null) throw new AppError('space/invalid', { parameter: holder })
    return [step.id, values] as const
  })
  return Object.fromEntries(picked.filter(([, values]) => Object.keys(values).length > 0))
}

function fillLayer({ spec, origins, rename, part }: UnrolledLayer, assignment: Assignment): LayerSpec {
  // Layers of a backbone have no settings of their own.
  if (part !== undefined || spec.kind === 'onnx') return spec
  const holder = origins.at(-1) ?? spec.id
  const filled = withLayerSettings(spec, pick(holder, settingsOf(spec.kind), assignment, rename))
  if (filled === null) throw new AppError('space/invalid', { parameter: holder })
  return filled
}

function pick(
  holder: string,
  settings: readonly { readonly name: string }[],
  assignment: Assignment,
  nameOf: (path: string) => string,
): SettingValues {
  return Object.fromEntries(
    settings.flatMap(({ name }) => {
      const value = assignment[nameOf(`${holder}.${name}`)]
      return value === undefined ? [] : [[name, value] as const]
    }),
  )
}
