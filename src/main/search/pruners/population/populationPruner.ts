/** @file Population-based training (Jaderberg et al. 2017): the worst go on from copies of the best. */
import type { SamplerSpecOf } from '../../../../shared/domain/search/samplerSpec'
import { createRandom } from '../../../../shared/util/random'
import type { Continuation, CreatePruner, PastTrial } from '../../types'
import { stepOf } from '../curves'
import { CONTINUE, reasonOf } from '../verdicts'
import { waitsAt } from '../halving/rungs'
import { createChange } from './changeSettings'
import { isAwaiting, legsOf, membersAt, openLegs, replacementsAt } from './generation'

/** Keeps changes apart from the choice of whom to copy. */
const CHANGES = 0xc4a46e5

/**
 * Trials stand still at the end of every leg until the whole population is there: so who copies whom does not depend on who is how fast. Then the
 * copies are begun, each in place of one of the worst, and after them the others go on. Once the study may have no more trials, all go on.
 */
export const createPopulationPruner: CreatePruner<SamplerSpecOf<'population'>> = (task, spec) => {
  const change = createChange(task.space, spec.resample)

  const continueAt = (trials: readonly PastTrial[], step: number): Continuation | null => {
    const members = membersAt(trials, step)
    const isFull = task.trials !== null && trials.length >= task.trials
    const waiting = members.filter((trial) => waitsAt(trial, step))
    const replacements = replacementsAt(members, step, spec)
    const replaced = new Map(replacements.map((one) => [one.replaced, one.source]))
    const ending = waiting.find(({ number }) => replaced.has(number))
    const source = trials.find(({ number }) => number === replaced.get(ending?.number ?? 0))
    if (ending === undefined || source === undefined || isFull) {
      const [first] = waiting
      return first === undefined ? null : { kind: 'promote', number: first.number }
    }
    return {
      ...{ kind: 'fork', from: source.number, step, replaces: ending.number },
      assignment: change(source.assignment, createRandom(spec.seed, CHANGES, ending.number, step)),
      reason: reasonOf('prune/replaced', { step, by: source.number }),
    }
  }

  return {
    nextHalt: (trial) => {
      const from = Math.max(stepOf(trial), trial.forkedFrom?.step ?? 0)
      return legsOf(trial, spec.interval).find((step) => step > from) ?? null
    },
    judge: (trial) => {
      const step = stepOf(trial)
      const isAtEnd = legsOf(trial, spec.interval).includes(step) && (trial.forkedFrom?.step ?? 0) < step
      return isAtEnd ? { kind: 'pause', reason: reasonOf('prune/generation', { step }) } : CONTINUE
    },
    next: (all, isEnding = false) => {
      const trials = all.filter(({ number }) => number > 0)
      if (trials.length < spec.population && !isEnding) return null
      const [step] = openLegs(trials, spec.interval)
      if (step === undefined || isAwaiting(trials, step)) return null
      return continueAt(trials, step)
    },
  }
}
