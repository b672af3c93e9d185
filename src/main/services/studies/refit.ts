import type { ParsedInput } from '../../../shared/contract/invokes'
import { type StudySummary, type TrainingPlan, trainingPlanOf } from '../../../shared/domain/study'
import type { TrialRow } from '../../../shared/domain/trial'
import { AppError } from '../../../shared/errors/appError'
import { fixedDesign } from '../models/fixedDesign'
import type { ServiceContext } from '../context'
import type { StudyService } from './studies'

/** @throws {study/nothing-trained} unless the trial is complete. @throws {study/runs-command} */
export type Refit = (request: ParsedInput<'study:refit'>) => Promise<StudySummary>

export function createRefit({ store }: ServiceContext, studies: StudyService): Refit {
  return async ({ trialId, name }) => {
    const row = store.trials.get(trialId)
    if (row.state !== 'complete') throw new AppError('study/nothing-trained')
    const study = store.studies.get(row.studyId)
    const plan = planOnAllRows(trainingPlanOf(study), row)
    const { id } = await studies.create({ projectId: study.projectId, name, plan })
    return studies.start(id)
  }
}

/** Nothing is left to search, and nothing to stop by: what validates was learnt from. */
export function planOnAllRows(plan: TrainingPlan, row: TrialRow): TrainingPlan {
  const { furtherObjectives: _further, pruner: _pruner, stops: _stops, repeats: _repeats, ...rest } = plan
  const design = fixedDesign(plan.design, row.assignment)
  const epochs = epochsOf(row) ?? design.training.epochs
  return {
    ...rest,
    rows: 'all',
    design: { ...design, training: { ...design.training, epochs, patience: 0 } },
    sampler: { kind: 'random', seed: plan.sampler.seed },
    budget: { ...plan.budget, trials: 1, parallel: 1 },
  }
}

/** @returns the median of the epochs that were best on each fold and seed. */
function epochsOf({ runs, bestStep }: Pick<TrialRow, 'runs' | 'bestStep'>): number | null {
  const best = (runs ?? []).map((run) => run.bestStep).sort((one, other) => one - other)
  return best[Math.floor(best.length / 2)] ?? bestStep
}
