import type { Reason, Study, StudySummary } from '../../../shared/domain/study'
import type { TrialRow } from '../../../shared/domain/trial'
import { plannedTrials } from './nextAction'
import { isAtHalt } from './pastTrials'
import type { TrialBoard } from './trialBoard'

export interface SummaryInput {
  readonly study: Study
  readonly board: TrialBoard
  /** How many trials the sampler makes in all, null where there is no end. */
  readonly samplerTrials: number | null
  /** What the sampler is doing and why, where it says so. @default null */
  readonly strategyNote?: Reason | null
  readonly isTestOpened: boolean
}

/** What a study's screen says first, worked out from its trials. `study.elapsedMs` must be of this moment. */
export function summariseStudy(input: SummaryInput): StudySummary {
  const { study, board, samplerTrials, strategyNote = null, isTestOpened } = input
  const { budget, sampler } = study.plan
  // Copies of members of a population are trials as well.
  const ofSampler = plannedTrials(budget, sampler.kind === 'population' ? null : samplerTrials)
  const planned =
    ofSampler + board.count(({ origin, number }) => origin.kind === 'manual' && number > ofSampler)
  const complete = board.count((row) => row.state === 'complete')
  const failed = board.count((row) => row.state === 'failed')
  const pruned = board.count((row) => row.state === 'pruned')
  const ended = complete + failed + pruned
  return {
    ...study,
    plannedTrials: planned,
    counts: {
      running: board.count((row) => row.state === 'running' || (row.state === 'paused' && !isAtHalt(row))),
      complete,
      failed,
      stoppedEarly: board.count((row) => row.state === 'complete' && row.isStoppedEarly),
      pruned,
    },
    strategyNote,
    stoppedBy: study.state === 'complete' ? study.reason : null,
    best: toBest(board.ranking[0]),
    defaultValue: toDefaultValue(study, board.get(1)),
    remainingMs: study.state === 'running' ? estimateRemaining(study, board, planned) : null,
    trialsPerMinute: ended > 0 && study.elapsedMs > 0 ? (ended * 60_000) / study.elapsedMs : null,
    isTestOpened,
  }
}

function toBest(row: TrialRow | undefined): StudySummary['best'] {
  if (!row || row.value === null) return null
  return { trialId: row.id, number: row.number, value: row.value, finishedAt: row.finishedAt ?? 0 }
}

/** A grid starts in its corner, or anywhere: only random search tries the default settings first. */
function toDefaultValue({ plan }: Study, first: TrialRow | undefined): number | null {
  if (plan.sampler.kind !== 'random') return null
  return first?.state === 'complete' ? first.value : null
}

/** At the speed so far, running trials counted by the share of their epochs; never beyond the time limit. */
function estimateRemaining({ elapsedMs, plan }: Study, board: TrialBoard, planned: number): number | null {
  let done = 0
  let ended = 0
  for (const row of board.rows()) {
    if (row.state === 'complete' || row.state === 'failed' || row.state === 'pruned') ended++
    else if (row.state === 'running') done += Math.min(1, row.step / Math.max(1, row.plannedSteps))
  }
  if (ended === 0) return null
  done += ended
  const atThisSpeed = (Math.max(0, planned - done) * elapsedMs) / done
  const limit = plan.budget.timeLimitSeconds
  return Math.round(
    limit === null ? atThisSpeed : Math.min(atThisSpeed, Math.max(0, limit * 1000 - elapsedMs)),
  )
}
