/** @file What a Gaussian process learns from: trials as assignments with one number each, the smaller the better. */
import type { Assignment } from '../../../../shared/domain/searchSpace'
import type { Random } from '../../../../shared/util/random'
import { completeTrials, failedTrials, isScored, pendingTrials, type ScoredTrial } from '../../history'
import type { PastTrial } from '../../types'
import { medianOf, scalarise } from '../scalarise'

export interface Observations {
  /** Trials with a value; the same place in `values`. */
  readonly assignments: readonly Assignment[]
  readonly values: Float64Array
  readonly pending: readonly Assignment[]
  /** Trials that failed: it is learnt where, never a value. */
  readonly failed: readonly Assignment[]
}

interface Scored {
  readonly assignment: Assignment
  readonly values: readonly number[]
}

/** Complete trials that are enough to learn from them alone. */
const ENOUGH = 8

/**
 * A pruned trial counts as what it had reached, but never as better than half of the complete ones: its end was not seen. Where next to nothing is
 * complete, trials are compared at the latest epoch that enough of them have seen.
 */
export function toObservations(
  history: readonly PastTrial[],
  objectives: number,
  random: Random,
): Observations {
  const complete = completeTrials(history)
  const atRung = complete.length < ENOUGH ? valuesAtRung(history, objectives) : null
  const pruned = history.filter((trial): trial is ScoredTrial => trial.state === 'pruned' && isScored(trial))
  const scored: readonly Scored[] = atRung ?? [...complete, ...pruned]
  const scores = scalarise(scored, objectives, random)
  const floor = atRung === null ? medianOf(scores.slice(0, complete.length)) : -Infinity
  const seen = new Set(scored.map(({ assignment }) => assignment))
  return {
    assignments: scored.map(({ assignment }) => assignment),
    values: Float64Array.from(scores, (score, index) =>
      atRung === null && index >= complete.length ? Math.max(score, floor) : score,
    ),
    pending: pendingTrials(history).flatMap(({ assignment }) => (seen.has(assignment) ? [] : [assignment])),
    failed: failedTrials(history).map(({ assignment }) => assignment),
  }
}

/** @returns trials by what they had at the latest epoch that enough of them reached; null where there is none before the end. */
function valuesAtRung(history: readonly PastTrial[], objectives: number): Scored[] | null {
  const steps = new Map<number, Scored[]>()
  for (const { assignment, curve } of history) {
    for (const { step, values } of curve) {
      if (values.length < objectives || !values.every(Number.isFinite)) continue
      const reached = steps.get(step) ?? []
      reached.push({ assignment, values })
      steps.set(step, reached)
    }
  }
  const enough = [...steps].filter(([, reached]) => reached.length >= ENOUGH)
  return enough.toSorted(([left], [right]) => right - left)[0]?.[1] ?? null
}
