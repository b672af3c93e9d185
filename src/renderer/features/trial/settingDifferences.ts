import type { Design } from '@shared/domain/design'
import type { Assignment, ParameterValue } from '@shared/domain/searchSpace'
import { findSetting } from '@shared/domain/settingCatalogue'
import { boardParameters, readName, type BoardParameter } from '../study/board/parameterNames'

/** A setting of a trial beside that of the best trial and the default. */
export interface SettingDifference extends BoardParameter {
  /** Undefined where the trial has no such setting (momentum without SGD). */
  readonly value: ParameterValue | undefined
  readonly best: ParameterValue | undefined
  readonly fallback: ParameterValue | undefined
}

/** Every parameter that the trial or the best trial has, in the order of the design. */
export function settingDifferences(
  design: Design,
  assignment: Assignment,
  best: Assignment | null,
): SettingDifference[] {
  const names = new Set([...Object.keys(assignment), ...Object.keys(best ?? {})])
  return boardParameters(design, names)
    .filter(({ name }) => names.has(name))
    .map((parameter) => ({
      ...parameter,
      value: assignment[parameter.name],
      best: best?.[parameter.name],
      fallback: findSetting(design, readName(parameter.name).path)?.value,
    }))
}
