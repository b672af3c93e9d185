import { copyFileSync, existsSync } from 'node:fs'
import type { RunResult } from '../../../shared/contract/worker'
import { needsFile } from '../../../shared/domain/search/objective'
import type { StepMetrics } from '../../../shared/domain/metric'
import type { TrialRow } from '../../../shared/domain/trial'
import type { ServiceContext } from '../context'
import type { LiveStudy } from './liveStudy'
import { familyOf, isSameButEpochs } from './sharedWork'
import { weightsFile } from './trialFiles'
import { stepped } from './trialTransitions'

/** What a trial reaches, as a longer one of the same run reached it. */
export interface Reading {
  readonly longer: TrialRow
  readonly steps: readonly StepMetrics[]
  readonly result: RunResult
}

type Context = Pick<ServiceContext, 'store' | 'folders'>

/**
 * @param row queued
 * @returns null where no longer trial is complete, or where the weights of the shorter one's best epoch are gone.
 */
export function readFinished({ store, folders }: Context, live: LiveStudy, row: TrialRow): Reading | null {
  // What a file costs is of the model that ends there.
  if (needsFile(live.study.plan.furtherObjectives)) return null
  const longer = findLonger(live, row)
  if (longer === null || !existsSync(weightsFile(folders, longer.id))) return null
  const steps = store.trials.steps(longer.id).filter(({ step }) => step <= row.plannedSteps)
  const reached = stepped(row, steps, live.board.objective)
  const { value, bestStep, step, train, validation } = reached
  if (value === null || bestStep === null || bestStep !== longer.bestStep || longer.weightCount === null)
    return null
  const isStoppedEarly = step < row.plannedSteps
  const { weightCount } = longer
  return {
    longer,
    steps,
    result: { bestStep, value, steps: step, isStoppedEarly, train, validation, weightCount },
  }
}

export function copyWeights({ folders }: Pick<Context, 'folders'>, from: TrialRow, to: TrialRow): void {
  copyFileSync(weightsFile(folders, from.id), weightsFile(folders, to.id))
}

function findLonger({ study, board }: LiveStudy, row: TrialRow): TrialRow | null {
  if (familyOf(study, row.assignment) === null) return null
  const isLonger = ({ plannedSteps, assignment }: TrialRow): boolean =>
    plannedSteps > row.plannedSteps && isSameButEpochs(assignment, row.assignment)
  return board.ranking.find(isLonger) ?? null
}
