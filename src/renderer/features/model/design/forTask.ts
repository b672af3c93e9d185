import { isLossOf } from '@shared/domain/loss'
import type { Setting } from '@shared/domain/settingCatalogue'
import type { Task } from '@shared/domain/task'

/** A setting with the choices that suit a task: all of them, but for losses; and all while no data are known. */
export function forTask(setting: Setting, task: Task | undefined): Setting {
  if (setting.kind !== 'choice' || setting.name !== 'loss' || task === undefined) return setting
  return { ...setting, choices: setting.choices.filter((loss) => isLossOf(task, loss)) }
}
