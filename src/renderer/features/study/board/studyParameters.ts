import type { StudyPlan } from '@shared/domain/study'
import { isTraining } from '@shared/domain/study'
import { boardParameters, type BoardParameter } from './parameterNames'

/** What varies in a study, whether it trains a model or runs a program. */
export function studyParameters(plan: StudyPlan, names: ReadonlySet<string>): BoardParameter[] {
  if (isTraining(plan)) return boardParameters(plan.design, names)
  return plan.space.parameters.map(({ name, domain }) => ({
    name,
    path: name,
    setting: name,
    copy: null,
    domain,
  }))
}
