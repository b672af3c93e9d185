import type { MetricName, StepMetrics } from '../../../shared/domain/metric'
import type { Study, StudyPlan } from '../../../shared/domain/study'
import type { TrialRow } from '../../../shared/domain/trial'
import type { Objectives } from '../../../shared/domain/trialFront'
import { invariant } from '../../../shared/errors/appError'
import type { CurvePoint, PastTrial } from '../../search'
import type { ServiceContext } from '../context'
import { toCurvePoint, toPastTrial } from './pastTrials'

export interface TrialHistoryOptions {
  readonly plan: Objectives
  readonly rows: Iterable<TrialRow>
  /** Of the trials that have one, by number; null where nobody looks at curves. */
  readonly curves?: ReadonlyMap<number, readonly CurvePoint[]> | null
}

/**
 * All trials of a study as samplers and pruners see them, with their curves, kept up to date: a change costs as much as what
 * changed. What it gave stays as it was.
 */
export class TrialHistory {
  readonly #plan: Objectives
  readonly #rows = new Map<number, TrialRow>()
  readonly #curves: Map<number, CurvePoint[]> | null
  /** In order of number. */
  readonly #trials: PastTrial[] = []
  readonly #places = new Map<number, number>()
  readonly #stale = new Set<number>()
  #given: readonly PastTrial[] | null = null

  constructor({ plan, rows, curves = null }: TrialHistoryOptions) {
    this.#plan = plan
    this.#curves = curves && new Map([...curves].map(([number, curve]) => [number, [...curve]]))
    for (const row of rows) this.put(row)
  }

  put(row: TrialRow): void {
    this.#rows.set(row.number, row)
    this.#stale.add(row.number)
  }

  /** An epoch that is there already is replaced. */
  addSteps(number: number, steps: readonly StepMetrics[]): void {
    if (this.#curves === null) return
    const first = steps[0]?.step ?? Infinity
    const before = (this.#curves.get(number) ?? []).filter(({ step }) => step < first)
    this.#curves.set(number, [...before, ...steps.map((step) => toCurvePoint(this.#plan, step))])
    this.#stale.add(number)
  }

  clearSteps(number: number): void {
    this.#curves?.delete(number)
    this.#stale.add(number)
  }

  /** In order of number. */
  all(): readonly PastTrial[] {
    if (this.#given !== null && this.#stale.size === 0) return this.#given
    for (const number of [...this.#stale].toSorted((left, right) => left - right)) this.#refresh(number)
    this.#stale.clear()
    return (this.#given = [...this.#trials])
  }

  /** @throws {bug/invariant} where there is no such trial. */
  get(number: number): PastTrial {
    const trials = this.all()
    const trial = trials[this.#places.get(number) ?? -1]
    invariant(trial, `no trial ${number}`)
    return trial
  }

  #refresh(number: number): void {
    const row = this.#rows.get(number)
    if (row === undefined) return
    const trial = toPastTrial(this.#plan, row, this.#curves?.get(number) ?? [])
    const place = this.#places.get(number)
    if (place !== undefined) this.#trials[place] = trial
    else this.#insert(trial)
  }

  /** Numbers mostly ascend; the few that do not move the others. */
  #insert(trial: PastTrial): void {
    let place = this.#trials.length
    while (place > 0 && (this.#trials[place - 1]?.number ?? 0) > trial.number) place--
    this.#trials.splice(place, 0, trial)
    for (let index = place; index < this.#trials.length; index++)
      this.#places.set(this.#trials[index]?.number ?? 0, index)
  }
}

/** @returns that of a study as it is stored; with curves, which only pruners look at. */
export function readHistory(
  { trials }: Pick<ServiceContext['store'], 'trials'>,
  { id, plan }: Pick<Study, 'id' | 'plan'>,
  rows: Iterable<TrialRow>,
): TrialHistory {
  const curves = [...trials.curves(id, metricsOf(plan))].map(
    ([number, steps]) => [number, steps.map((step) => toCurvePoint(plan, step))] as const,
  )
  return new TrialHistory({ plan, rows, curves: new Map(curves) })
}

function metricsOf({ objective, furtherObjectives = [] }: StudyPlan): MetricName[] {
  const further = furtherObjectives.map(({ measure }) => measure)
  return [objective.metric, ...further.filter((name) => name !== 'weights' && name !== 'trainingTime')]
}
