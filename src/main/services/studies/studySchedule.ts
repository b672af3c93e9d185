import { needsFile } from '../../../shared/domain/search/objective'
import { trialsAtOnce } from '../compute/candidates'
import type { ServiceContext } from '../context'
import type { Shares } from './companions'
import { finalistsOf } from './finalists'
import type { LiveStudy } from './liveStudy'
import type { ScheduleView, StudyEnd } from './nextAction'
import type { PreparingTrials } from './preparingTrials'
import type { RunData } from './runData'
import { comparesTrials, type TrialJudge } from './trialJudge'
import type { TrialOutcomes } from './trialOutcomes'
import type { TrialQueue } from './trialQueue'
import type { TrialRuns } from './trialRuns'
import { baseRuns, isFinalist } from './trialSeries'

export interface StudyScheduleOptions {
  readonly context: ServiceContext
  readonly live: LiveStudy
  readonly judge: TrialJudge
  readonly queue: TrialQueue
  readonly runs: TrialRuns
  readonly outcomes: TrialOutcomes
  readonly preparing: PreparingTrials
  /** Only these trials are run; null: the whole plan. */
  readonly only: readonly number[] | null
}

/** What is under way in a study, what waits, and how much of it goes at once, as it stands now. */
export class StudySchedule {
  readonly #options: StudyScheduleOptions

  constructor(options: StudyScheduleOptions) {
    this.#options = options
  }

  /** @param final how the study ends once nothing but further runs of the best trials are left; null: others are left */
  view(data: RunData, final: StudyEnd | null): ScheduleView {
    const { live, judge, queue, runs, outcomes, preparing, only } = this.#options
    const { board, samplerTrials, study, watch } = live
    return {
      budget: { ...study.plan.budget, parallel: this.parallel(data) },
      inFlight: runs.size + preparing.size,
      waiting: queue.waiting,
      nextNumber: board.nextNumber,
      samplerTrials,
      elapsedMs: watch.elapsedMs(),
      failuresInARow: outcomes.failuresInARow,
      lastFailure: outcomes.lastFailure,
      completeCount: board.ranking.length,
      isOnlyWaiting: only !== null,
      stop: live.findStop(),
      isExhausted: queue.isExhausted,
      continuation: (isEnding) => judge.next(isEnding),
      final,
      finalist: () => this.#nextFinalist(),
    }
  }

  /** Trials at once. Those that leave no core idle do not leave one to more of them. */
  parallel({ placement }: RunData): number {
    const { context, live } = this.#options
    const { parallel } = live.study.plan.budget
    const { trialsOnCard } = context.store.preferences.get()
    return trialsAtOnce(placement, { cores: context.cores, parallel, trialsOnCard })
  }

  /**
   * Side by side nobody is ahead of the others, for them to be compared with. What a trial reaches on several folds, none of its
   * epochs tells: it is not read from another one. Nor is what its own file costs.
   */
  shares(data: RunData): Shares {
    const { series, study } = this.#options.live
    const { plan } = study
    const isAlone = baseRuns(series) > 1 || comparesTrials(plan) || needsFile(plan.furtherObjectives)
    return { structures: data.structures, parallel: this.parallel(data), isAlone }
  }

  /** The best are known once nothing else is under way. */
  #nextFinalist(): number | null {
    const { live, runs, outcomes, preparing } = this.#options
    const { series, study, board, trials } = live
    const running = runs.numbers()
    const isElse = (number: number): boolean => !isFinalist(trials.get(number), series)
    if (preparing.size > 0 || running.some(isElse)) return null
    const lacking = finalistsOf({ ...series, objective: study.plan.objective }, board.rows())
    const isFree = (number: number): boolean => !running.includes(number) && !outcomes.isSpent(number)
    return lacking.find(isFree) ?? null
  }
}
