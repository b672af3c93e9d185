/** @file From a design and an assignment to what is trained: repeats unrolled, searched settings filled in. */
import type { Design } from '../../../shared/domain/design'
import type { LayerSpec, ModelSpec, RepeatLayer } from '../../../shared/domain/modelSpec'
import type { Assignment } from '../../../shared/domain/searchSpace'
import { settingsOf, TRAINING_ID, TRAINING_SETTINGS } from '../../../shared/domain/settingCatalogue'
import {
  type SettingValues,
  withLayerSettings,
  withTrainingSettings,
} from '../../../shared/domain/settingValues'
import type { TrainingSpec } from '../../../shared/domain/trainingSpec'
import { AppError } from '../../../shared/errors/appError'
import { copyName, CopyIds, timesIn } from './repeats'

export interface TrialSpec {
  readonly model: ModelSpec
  readonly training: TrainingSpec
}

/**
 * Fills a design's settings with an assignment of its space; a setting without a value keeps the design's own.
 * @throws {space/invalid} when a value is not allowed at its setting.
 */
export function applyAssignment(design: Design, assignment: Assignment): TrialSpec {
  const ids = new CopyIds(design)
  const layers = design.layers.flatMap((layer) =>
    layer.kind === 'repeat' ? unroll(layer, assignment, ids) : [fillLayer(layer, assignment, (path) => path)],
  )
  const values = pick(TRAINING_ID, TRAINING_SETTINGS, assignment, (path) => path)
  const training = withTrainingSettings(design.training, values)
  if (training === null) throw new AppError('space/invalid', { parameter: TRAINING_ID })
  return { model: { layers }, training }
}

function unroll(repeat: RepeatLayer, assignment: Assignment, ids: CopyIds): LayerSpec[] {
  const copies = Array.from({ length: timesIn(repeat, assignment) }, (_, index) => index + 1)
  return copies.flatMap((copy) =>
    repeat.layers.map((layer) => {
      const filled = fillLayer(layer, assignment, (path) => copyName(repeat, path, copy))
      return { ...filled, id: ids.next(layer.id, copy) }
    }),
  )
}

function fillLayer(layer: LayerSpec, assignment: Assignment, nameOf: (path: string) => string): LayerSpec {
  const filled = withLayerSettings(layer, pick(layer.id, settingsOf(layer.kind), assignment, nameOf))
  if (filled === null) throw new AppError('space/invalid', { parameter: layer.id })
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
