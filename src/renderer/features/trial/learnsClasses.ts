import { GOAL_METRICS } from '@shared/domain/metric'
import { isTraining, type StudySummary } from '@shared/domain/study'

/** Whether the models of a study learn classes, by which rows can be compared. */
export function learnsClasses(study: Pick<StudySummary, 'plan'> | undefined): boolean {
  if (study === undefined || !isTraining(study.plan)) return false
  const { design, objective } = study.plan
  if (design.training.mode !== 'supervised') return design.training.mode === 'embedding'
  const ofNumbers: readonly string[] = GOAL_METRICS.regression.filter((metric) => metric !== 'loss')
  return !ofNumbers.includes(objective.metric)
}
