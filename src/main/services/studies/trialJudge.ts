import type { StepMetrics } from '../../../shared/domain/metric'
import type { PrunerKind } from '../../../shared/domain/search/prunerSpec'
import { isTraining, type Reason, type StudyPlan } from '../../../shared/domain/study'
import type { TrialRow } from '../../../shared/domain/trial'
import type { Continuation, Verdict } from '../../search'
import type { LiveStudy } from './liveStudy'

/** What a judge knows of a run before its epochs come in. */
export interface RunInHand {
  readonly number: number
  /** Epochs that were taken in before, by an earlier leg of the trial. */
  readonly knownSteps: number
  /** Where it stands still to be judged. */
  readonly haltAfter: number | null
}

const GOES_ON: Verdict = { kind: 'continue' }

/** Whether trials of a study stand still at certain epochs and go on from there later. */
export function hasHalts({ pruner, sampler }: Pick<StudyPlan, 'pruner' | 'sampler'>): boolean {
  return pruner?.kind === 'successiveHalving' || pruner?.kind === 'hyperband' || sampler.kind === 'population'
}

const BY_THEMSELVES: readonly PrunerKind[] = ['none', 'patience', 'threshold', 'wilcoxon']

/** Whether what becomes of a trial depends on how far others are. */
export function comparesTrials({ pruner, sampler }: Pick<StudyPlan, 'pruner' | 'sampler'>): boolean {
  return (pruner !== undefined && !BY_THEMSELVES.includes(pruner.kind)) || sampler.kind === 'population'
}

/** Asks a study's pruner: of each epoch in its order, of each halt, and before anything new begins. */
export class TrialJudge {
  constructor(private readonly live: LiveStudy) {}

  /** @returns after which epoch the trial, as it is now, has to stand still; null: nowhere. A program cannot. */
  nextHalt(number: number): number | null {
    const { pruner, study, past } = this.live
    if (pruner === null || !isTraining(study.plan) || !hasHalts(study.plan)) return null
    const trial = past.get(number)
    const halt = pruner.nextHalt(trial)
    return halt !== null && halt < trial.plannedSteps ? halt : null
  }

  /** Takes in epochs up to the one that decides; those after it are not heard. @returns what is to become of the trial. */
  takeSteps({ number, knownSteps, haltAfter }: RunInHand, steps: readonly StepMetrics[]): Verdict {
    const { trials, pruner } = this.live
    const fresh = steps.filter(({ step }) => step > knownSteps)
    if (pruner === null) {
      if (fresh.length > 0) trials.addSteps(number, fresh)
      return GOES_ON
    }
    for (const step of fresh) {
      trials.addSteps(number, [step])
      if (step.step === haltAfter || step.step >= trials.get(number).plannedSteps) continue
      const verdict = this.judge(number)
      // Who would have to wait but cannot stand still here, has no other chance.
      if (verdict.kind !== 'continue') return { kind: 'prune', reason: verdict.reason }
    }
    return GOES_ON
  }

  judge(number: number): Verdict {
    const { pruner, past } = this.live
    return pruner?.judge(past.get(number), past.all()) ?? GOES_ON
  }

  /** @returns what is worth more than a new trial. @param isEnding whether none will come */
  next(isEnding: boolean): Continuation | null {
    const { pruner, past } = this.live
    return pruner?.next(past.all(), isEnding) ?? null
  }

  /** @returns why a trial that rests is not worth going on, as things stand now. */
  whyNot({ number, reason }: TrialRow): Reason | null {
    const verdict = this.judge(number)
    return verdict.kind === 'continue' ? reason : verdict.reason
  }

  /**
   * @param steps of a trial that was cut off
   * @returns those after which it goes on: the last one may not have been judged. What a fork began with, was.
   */
  judged({ origin }: TrialRow, steps: readonly StepMetrics[]): StepMetrics[] {
    const begun = origin.kind === 'fork' ? origin.step : 0
    const last = steps.at(-1)?.step ?? 0
    return steps.filter(({ step }) => step < last || step <= begun)
  }
}
