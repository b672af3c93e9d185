/** @file Gives up trials whose curve, drawn on, will hardly reach the best one. */
import type { PrunerSpecOf } from '../../../../shared/domain/search/prunerSpec'
import { isScored } from '../../history'
import { paretoFront } from '../../pareto/paretoRanks'
import type { CreatePruner, PastTrial } from '../../types'
import { stepOf } from '../curves'
import { isDue, yardsticks } from '../timing'
import { CONTINUE, createWatcher, inOwnUnits, prune } from '../verdicts'
import { type Forecast, forecastCurve } from './forecastCurve'

/** A shape has three numbers of its own. */
const FEWEST_POINTS = 4

/**
 * A trial ends where the probability of beating the best complete one is below 1 − `probability`. It has the value of its best epoch, so what it
 * has already reached stays. With several objectives: of not being beaten in all of them by the member of the front that most likely does.
 */
export const createExtrapolationPruner: CreatePruner<PrunerSpecOf<'extrapolation'>> = (task, spec) =>
  createWatcher((trial, trials) => {
    const step = stepOf(trial)
    if (step >= trial.plannedSteps || !isDue(trial, spec)) return CONTINUE
    const others = yardsticks(trial, trials, spec.startupTrials)
    const values = (others ?? []).filter(isScored).map((other) => other.values)
    const front = paretoFront(values).map((index) => values[index] ?? [])
    if (front.length === 0) return CONTINUE
    const forecasts = Array.from({ length: task.objectives }, (_, index) => forecastObjective(trial, index))
    if (!forecasts.every((forecast) => forecast !== null)) return CONTINUE
    const chance = 1 - Math.max(...front.map((member) => chanceOfLosing(forecasts, member)))
    if (chance >= 1 - spec.probability) return CONTINUE
    const [value, bound] = [forecasts[0]?.expected ?? 0, front[0]?.[0] ?? 0]
    const details = { value: inOwnUnits(task, value), bound: inOwnUnits(task, bound) }
    return prune('prune/extrapolation', { step, ...details, chance })
  })

/**
 * What a model costs, such as its number of weights, is the same at every epoch and will be at the end; a metric that does not move yet says
 * nothing.
 */
function forecastObjective({ curve, plannedSteps }: PastTrial, index: number): Forecast | null {
  const known = curve.filter(({ values }) => Number.isFinite(values[index]))
  const values = known.map((point) => point.values[index] ?? 0)
  const best = values.reduce((least, value) => Math.min(least, value), Infinity)
  if (values.length < FEWEST_POINTS) return null
  if (values.every((value) => value === best)) {
    if (index === 0) return null
    return { expected: best, chanceBelow: (bound) => (best < bound ? 1 : 0) }
  }
  const forecast = forecastCurve({ steps: known.map(({ step }) => step), values }, plannedSteps)
  return {
    expected: Math.min(best, forecast.expected),
    chanceBelow: (bound) => (best < bound ? 1 : forecast.chanceBelow(bound)),
  }
}

function chanceOfLosing(forecasts: readonly (Forecast | null)[], member: readonly number[]): number {
  return forecasts.reduce(
    (chance, forecast, index) => chance * (1 - (forecast?.chanceBelow(member[index] ?? 0) ?? 1)),
    1,
  )
}
