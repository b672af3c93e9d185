/** @file Main effects of a study whose trials are an orthogonal array. */
import type { EffectsAnswer } from '../../../shared/domain/analysis/effects'
import { analyseEffects } from '../designs/effects'
import { completeTrials } from '../history'
import type { ToUnits } from './dependence'
import type { AnalysisTask } from './types'

/** Folds and seeds of a trial are its responses; they are known of the first objective alone. @returns null where nothing varied. */
export function describeEffects(
  task: AnalysisTask,
  objective: number,
  toUnits: ToUnits,
): EffectsAnswer | null {
  const trials = completeTrials(task.trials).filter(({ number }) => number > 0)
  const rows = trials.map(({ assignment, values, runs }) => ({
    assignment,
    responses: (objective === 0 && runs.length > 0 ? runs : [values[objective] ?? 0]).map(toUnits),
  }))
  const found = analyseEffects(task.space, rows, task.directions[objective] ?? 'minimize')
  if (found === null) return null
  const { mean, factors, variance, optimum } = found
  const { error, total } = variance
  return {
    kind: 'effects',
    trials: { used: trials.length, total: trials.length },
    mean,
    factors: factors.map((factor) => ({ ...factor, levels: [...factor.levels] })),
    variance: { lines: variance.lines.map((line) => ({ ...line, f: finite(line.f) })), error, total },
    optimum,
  }
}

/** What passes as JSON: without any error the ratio to it is infinite. */
function finite(f: number | null): number | null {
  return f === Infinity ? Number.MAX_VALUE : f
}
