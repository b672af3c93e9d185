/** @file Successive halving without waiting for others (ASHA: Li et al. 2020), by itself or in the brackets of Hyperband. */
import type { PrunerSpecOf } from '../../../../shared/domain/search/prunerSpec'
import type { Reason } from '../../../../shared/domain/study'
import type { Continuation, CreatePruner, PastTrial, Pruner, PruningTask, Verdict } from '../../types'
import { standingAt, stepOf } from '../curves'
import { CONTINUE, reasonOf } from '../verdicts'
import { bracketWeights, countBrackets, createRound } from './brackets'
import { placeIn, promotableAt, rungAt, type Rungs, rungsOf, waitsAt } from './rungs'

/** Trials are compared within their bracket only; it begins at the rung of its own number. */
type BracketOf = (trial: PastTrial) => number

/** One bracket for all. Where trials cannot wait, each goes on by Optuna's rule: not worse than the last of those that do. */
export const createSuccessiveHalvingPruner: CreatePruner<PrunerSpecOf<'successiveHalving'>> = (task, spec) =>
  createHalving(task, { rungs: spec, bracketOf: () => 0, describe: describePlace })

/**
 * Trials are dealt to brackets by their number alone, each bracket its share by Hyperband's budgets. A bracket is as long as the trial's own
 * plan allows, so trials of different length meet where their rungs are the same.
 */
export const createHyperbandPruner: CreatePruner<PrunerSpecOf<'hyperband'>> = (task, spec) => {
  const rounds = new Map<number, Uint8Array>()
  const roundFor = (count: number): Uint8Array => {
    const round = rounds.get(count) ?? createRound(bracketWeights(count, spec.factor))
    rounds.set(count, round)
    return round
  }
  const bracketOf: BracketOf = ({ number, plannedSteps }) => {
    const round = roundFor(countBrackets(spec, plannedSteps))
    return round[(number - 1) % round.length] ?? 0
  }
  const describe: Describe = (trial, place) => {
    return reasonOf('prune/bracket', { ...place, bracket: bracketOf(trial) + 1 })
  }
  return createHalving(task, { rungs: spec, bracketOf, describe })
}

/** Where a trial stands among those of its rung; from 1. */
interface Place {
  readonly step: number
  readonly place: number
  readonly trials: number
  readonly factor: number
}

type Describe = (trial: PastTrial, place: Place) => Reason

interface Halving {
  readonly rungs: Rungs
  readonly bracketOf: BracketOf
  readonly describe: Describe
}

const describePlace: Describe = (_trial, place) => reasonOf('prune/rung', { ...place })

function createHalving({ canWait = true }: PruningTask, { rungs, bracketOf, describe }: Halving): Pruner {
  const stepsOf = (trial: PastTrial) => rungsOf(trial, rungs, bracketOf(trial))

  const next = (all: readonly PastTrial[], isEnding = false): Continuation | null => {
    const trials = all.filter(({ number }) => number > 0)
    for (const step of occupiedRungs(trials, stepsOf)) {
      for (const bracket of bracketsWaitingAt(trials, step, bracketOf)) {
        const best = promotableAt(rungAt(bracket, step), { factor: rungs.factor, isEnding })
        if (best !== null) return { kind: 'promote', number: best.number }
      }
    }
    return null
  }

  const placeOf = (trial: PastTrial, all: readonly PastTrial[]): Place => {
    const [step, bracket] = [stepOf(trial), bracketOf(trial)]
    const trials = all.filter((one) => one.number > 0 && bracketOf(one) === bracket)
    const rung = rungAt(trials, step)
    return { step, place: placeIn(rung, trial), trials: rung.trials.length, factor: rungs.factor }
  }

  const judgeOnce = (trial: PastTrial, trials: readonly PastTrial[]): Verdict => {
    const place = placeOf(trial, trials)
    if (place.place <= Math.max(1, Math.floor(place.trials / rungs.factor))) return CONTINUE
    return { kind: 'prune', reason: toReason(trial, place) }
  }

  const judgeForNow = (trial: PastTrial, all: readonly PastTrial[]): Verdict => {
    const waiting: PastTrial = { ...trial, state: 'paused' }
    const trials = all.map((one) => (one.number === trial.number ? waiting : one))
    const winner = trial.state === 'paused' ? null : next(trials)
    if (winner?.kind === 'promote' && winner.number === trial.number) return CONTINUE
    return { kind: 'pause', reason: toReason(trial, placeOf(waiting, trials)) }
  }

  const toReason = (trial: PastTrial, place: Place): Reason => {
    const isScored = standingAt(trial.curve, place.step) !== null
    return isScored ? describe(trial, place) : reasonOf('prune/unscored', { step: place.step })
  }

  return {
    nextHalt: (trial) => stepsOf(trial).find((step) => step > stepOf(trial)) ?? null,
    judge: (trial, trials) => {
      if (!stepsOf(trial).includes(stepOf(trial))) return CONTINUE
      return canWait ? judgeForNow(trial, trials) : judgeOnce(trial, trials)
    },
    next,
  }
}

/** @returns rungs at which trials wait, the highest first */
function occupiedRungs(trials: readonly PastTrial[], stepsOf: (trial: PastTrial) => number[]): number[] {
  const steps = new Set<number>()
  for (const trial of trials) {
    if (trial.state === 'paused' && stepsOf(trial).includes(stepOf(trial))) steps.add(stepOf(trial))
  }
  return [...steps].sort((a, b) => b - a)
}

/** @returns the trials of every bracket in which one waits at this rung */
function bracketsWaitingAt(trials: readonly PastTrial[], step: number, bracketOf: BracketOf): PastTrial[][] {
  const waiting = new Set(trials.filter((trial) => waitsAt(trial, step)).map(bracketOf))
  return [...waiting]
    .sort((a, b) => a - b)
    .map((bracket) => trials.filter((trial) => bracketOf(trial) === bracket))
}
