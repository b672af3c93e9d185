/** @file What a forest learns from: trials as assignments with one number each, the smaller the better. */
import type { Assignment } from '../../../../shared/domain/searchSpace'
import type { Random } from '../../../../shared/util/random'
import { completeTrials, failedTrials, isScored, pendingTrials, type ScoredTrial } from '../../history'
import { normalInverseCdf } from '../../maths/normal'
import type { PastTrial } from '../../types'
import { medianOf, scalarise } from '../scalarise'

export interface Observations {
  /** Trials with a value; the same place in `values`. */
  readonly assignments: readonly Assignment[]
  /** About a standard normal distribution, whatever the objective is measured in. */
  readonly values: Float64Array
  readonly pending: readonly Assignment[]
  /** Trials that failed: it is learnt where, never a value. */
  readonly failed: readonly Assignment[]
}

/** A pruned trial counts as what it had reached, but never as better than half of the complete ones: its end was not seen. */
export function toObservations(
  history: readonly PastTrial[],
  objectives: number,
  random: Random,
): Observations {
  const complete = completeTrials(history)
  const pruned = history.filter((trial): trial is ScoredTrial => trial.state === 'pruned' && isScored(trial))
  const scores = scalarise([...complete, ...pruned], objectives, random)
  const floor = medianOf(scores.slice(0, complete.length))
  const raised = scores.map((score, index) => (index < complete.length ? score : Math.max(score, floor)))
  return {
    assignments: [...complete, ...pruned].map(({ assignment }) => assignment),
    values: toNormalScores(raised),
    pending: pendingTrials(history).map(({ assignment }) => assignment),
    failed: failedTrials(history).map(({ assignment }) => assignment),
  }
}

/**
 * A value becomes the normal quantile of its rank: the gaps between the best few, which decide, stay visible beside trials that went wrong by orders of
 * magnitude. Equal values share their middle rank.
 */
function toNormalScores(values: readonly number[]): Float64Array {
  const order = [...values.keys()].sort((a, b) => (values[a] ?? 0) - (values[b] ?? 0))
  const scores = new Float64Array(values.length)
  for (let from = 0, to = 0; from < order.length; from = to) {
    const value = values[order[from] ?? 0]
    while (to < order.length && values[order[to] ?? 0] === value) to++
    const score = normalInverseCdf((from + to) / 2 / values.length)
    for (const index of order.slice(from, to)) scores[index] = score
  }
  return scores
}
