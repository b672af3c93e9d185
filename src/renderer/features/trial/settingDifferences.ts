import type { Assignment, ParameterValue } from '@shared/domain/searchSpace'
import { findSetting } from '@shared/domain/settingCatalogue'
import { isTraining, type StudyPlan } from '@shared/domain/study'
import { readName, type BoardParameter } from '../study/board/parameterNames'
import { studyParameters } from '../study/board/studyParameters'

/** A setting of a trial beside that of the best trial and the default. */
export interface SettingDifference extends BoardParameter {
  /** Undefined where the trial has no such setting (momentum without SGD). */
  readonly value: ParameterValue | undefined
  readonly best: ParameterValue | undefined
  readonly fallback: ParameterValue | undefined
}

/** Every parameter that the trial or the best trial has, in the order of the study. */
export function settingDifferences(
  plan: StudyPlan,
  assignment: Assignment,
  best: Assignment | null,
): SettingDifference[] {
  const names = new Set([...Object.keys(assignment), ...Object.keys(best ?? {})])
  return studyParameters(plan, names)
    .filter(({ name }) => names.has(name))
    .map((parameter) => ({
      ...parameter,
      value: assignment[parameter.name],
      best: best?.[parameter.name],
      fallback: fallbackOf(plan, parameter.name),
    }))
}

function fallbackOf(plan: StudyPlan, name: string): ParameterValue | undefined {
  if (isTraining(plan)) return findSetting(plan.design, readName(name).path)?.value
  return plan.space.parameters.find((parameter) => parameter.name === name)?.default
}
