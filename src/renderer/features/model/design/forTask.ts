import { isLossOf } from '@shared/domain/loss'
import type { Setting } from '@shared/domain/settingCatalogue'
import type { Goal } from '@shared/domain/task'

/** A setting with the choices that suit a goal: all of them, but for losses; and all while no data are known. */
export function forTask(setting: Setting, goal: Goal | undefined): Setting {
  if (setting.kind !== 'choice' || setting.name !== 'loss' || goal === undefined) return setting
  return { ...setting, choices: setting.choices.filter((loss) => isLossOf(goal, loss)) }
}
