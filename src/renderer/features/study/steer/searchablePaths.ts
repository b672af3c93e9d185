import type { Design } from '@shared/domain/design'
import {
  findSetting,
  holderOfStep,
  isSettingInUse,
  settingsOf,
  stepSettingsOf,
  TRAINING_ID,
  TRAINING_SETTINGS,
} from '@shared/domain/settingCatalogue'
import { allLayers } from '../../model/design/layerTree'

/** The paths of all settings of a design that could vary, in the order in which the builder shows them. */
export function searchablePaths(design: Design): string[] {
  const { data = [] } = design
  const all = [
    ...data.flatMap((step) => stepSettingsOf(step.kind).map(({ name }) => `${holderOfStep(step)}.${name}`)),
    ...allLayers(design).flatMap(({ id, kind }) => settingsOf(kind).map(({ name }) => `${id}.${name}`)),
    ...TRAINING_SETTINGS.map(({ name }) => `${TRAINING_ID}.${name}`),
  ]
  return all.filter(
    (path) => isSettingInUse(design, path) && findSetting(design, path)?.setting.isFixed !== true,
  )
}
