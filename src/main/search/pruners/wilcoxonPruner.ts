/** @file Gives up trials that are worse than the best one on the same folds and seeds. */
import type { PrunerSpecOf } from '../../../shared/domain/search/prunerSpec'
import { completeTrials } from '../history'
import { signedRankTest } from '../maths/signedRankTest'
import type { CreatePruner, PastTrial } from '../types'
import { CONTINUE, createWatcher, prune } from './verdicts'

/** Fewer pairs can say nothing. */
const FEWEST_PAIRS = 2

/**
 * As Optuna's WilcoxonPruner: the one-sided signed-rank test of the runs so far against those of the best complete trial on the same folds and
 * seeds. A trial whose mean so far is not worse goes on whatever the test says.
 */
export const createWilcoxonPruner: CreatePruner<PrunerSpecOf<'wilcoxon'>> = (_task, { level, startupRuns }) =>
  createWatcher((trial, trials) => {
    const best = bestTrial(trials)
    if (best === null || best.number === trial.number) return CONTINUE
    const { runs } = trial
    if (![...runs, ...best.runs].every(Number.isFinite)) return CONTINUE
    const differences = runs.slice(0, best.runs.length).map((value, index) => value - (best.runs[index] ?? 0))
    if (differences.length < Math.max(FEWEST_PAIRS, startupRuns)) return CONTINUE
    if (mean(runs) <= mean(best.runs)) return CONTINUE
    const p = signedRankTest(differences)
    return p < level ? prune('prune/wilcoxon', { runs: differences.length, best: best.number, p }) : CONTINUE
  })

/** The first of the lowest value in the first objective. */
function bestTrial(trials: readonly PastTrial[]): PastTrial | null {
  const complete = completeTrials(trials).filter(({ number, runs }) => number > 0 && runs.length > 0)
  return complete.reduce<(typeof complete)[number] | null>(
    (best, trial) => (best === null || (trial.values[0] ?? 0) < (best.values[0] ?? 0) ? trial : best),
    null,
  )
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}
