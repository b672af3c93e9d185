import type { Continuation, PastTrial, Pruner } from '../../../search'

/** Gives up trials that are below this at the given epoch (values are minimised: accuracies are negative). */
export function thresholdAt(step: number, bound: number): Pruner {
  return {
    nextHalt: () => null,
    judge: ({ curve }) => {
      const last = curve.at(-1)
      return last?.step === step && (last.values[0] ?? 0) > bound
        ? { kind: 'prune', reason: { code: 'prune/above', details: { step } } }
        : { kind: 'continue' }
    },
    next: () => null,
  }
}

const reached = (trial: PastTrial, rung: number): number =>
  trial.curve.find(({ step }) => step === rung)?.values[0] ?? NaN

/** One of two goes on from each rung, as soon as two are there. */
export function halving(rungs: readonly number[]): Pruner {
  const waitsAt = (trial: PastTrial): number | null =>
    trial.state === 'paused' ? (rungs.find((rung) => trial.curve.at(-1)?.step === rung) ?? null) : null
  const next = (trials: readonly PastTrial[]): Continuation | null => {
    for (const rung of rungs.toReversed()) {
      const there = trials
        .filter((trial) => reached(trial, rung) <= 0)
        .toSorted((a, b) => reached(a, rung) - reached(b, rung))
      const best = there.slice(0, Math.floor(there.length / 2)).find((trial) => waitsAt(trial) === rung)
      if (best !== undefined) return { kind: 'promote', number: best.number }
    }
    return null
  }
  return {
    nextHalt: ({ curve }) => rungs.find((rung) => rung > (curve.at(-1)?.step ?? 0)) ?? null,
    judge: (trial, trials) => {
      const step = trial.curve.at(-1)?.step ?? 0
      if (!rungs.includes(step)) return { kind: 'continue' }
      const all = trials.map((one) =>
        one.number === trial.number ? { ...one, state: 'paused' as const } : one,
      )
      const first = next(all)
      return first?.kind === 'promote' && first.number === trial.number
        ? { kind: 'continue' }
        : { kind: 'pause', reason: { code: 'prune/rung', details: { step } } }
    },
    next,
  }
}

/** At the given epoch the second of two trials makes way for a copy of the first. */
export function copying(step: number, assignmentOf: (trial: PastTrial) => PastTrial['assignment']): Pruner {
  const stands = ({ curve }: PastTrial) => curve.at(-1)?.step === step
  return {
    nextHalt: ({ curve }) => ((curve.at(-1)?.step ?? 0) < step ? step : null),
    judge: (trial) =>
      stands(trial)
        ? { kind: 'pause', reason: { code: 'prune/generation', details: { step } } }
        : { kind: 'continue' },
    next: (trials) => {
      const [first, second] = trials
      if (first === undefined || second === undefined) return null
      if (second.state === 'paused' && stands(second)) {
        const reason = { code: 'prune/replaced', details: { step, by: 3 } }
        return {
          kind: 'fork',
          from: first.number,
          step,
          assignment: assignmentOf(first),
          replaces: second.number,
          reason,
        }
      }
      const waits = trials.find((trial) => trial.state === 'paused' && stands(trial))
      return trials.length > 2 && waits ? { kind: 'promote', number: waits.number } : null
    },
  }
}
