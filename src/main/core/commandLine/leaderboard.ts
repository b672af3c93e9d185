/** @file The leaderboard of a study, for people and for programs. */
import { isRanked, rankTrials } from '../../../shared/domain/rankTrials'
import type { ParameterValue } from '../../../shared/domain/searchSpace'
import type { StudySummary } from '../../../shared/domain/study'
import { frontOf, hasFront, measureOf, type Objectives } from '../../../shared/domain/trialFront'
import type { TrialRow } from '../../../shared/domain/trial'
import { describeWhy } from './reasonWords'
import { layOutTable } from './table'

/** As much of a study as the order of its trials follows from. */
interface Judging {
  readonly plan: Objectives
}

/** Best first; trials without a value at the end, by number. */
function orderTrials(trials: readonly TrialRow[], { plan }: Judging): TrialRow[] {
  return [
    ...rankTrials(trials, plan.objective),
    ...trials.filter((trial) => !isRanked(trial)).sort((left, right) => left.number - right.number),
  ]
}

export function formatLeaderboard(study: Judging, trials: readonly TrialRow[]): string {
  const names = [...new Set(trials.flatMap(({ assignment }) => Object.keys(assignment)))]
  const hasReason = trials.some(({ reason }) => reason !== null)
  const { objective, furtherObjectives = [] } = study.plan
  const measures = furtherObjectives.map(({ measure }) => measure)
  const front = new Set(frontNumbers(study, trials))
  const hasStars = front.size > 0
  const stars = hasStars ? [''] : []
  const header = ['trial', ...stars, objective.metric, ...measures, 'epoch', 'state', ...names.map(shorten)]
  const rows = orderTrials(trials, study).map((trial) => [
    String(trial.number),
    ...(hasStars ? [front.has(trial.number) ? '★' : ''] : []),
    formatFigure(trial.value),
    ...measures.map((measure) => formatFigure(measureOf(measure, trial))),
    trial.bestStep === null ? '–' : String(trial.bestStep),
    trial.isStoppedEarly ? `${trial.state} (early)` : trial.state,
    ...names.map((name) => formatValue(trial.assignment[name])),
    ...(hasReason ? [describeReason(trial)] : []),
  ])
  return layOutTable([hasReason ? [...header, 'reason'] : header, ...rows])
}

/** Numbers of the trials that no other beats in everything, the best by the first objective first; none where there is one objective. */
export function frontNumbers({ plan }: Judging, trials: readonly TrialRow[]): number[] {
  return hasFront(plan) ? frontOf(plan, trials.filter(isRanked)).map(({ number }) => number) : []
}

/** Exactly what `--json` promises. */
export function toReport(study: StudySummary, trials: readonly TrialRow[]): object {
  const { id, name, state, projectId, plan, plannedTrials } = study
  const { objective, furtherObjectives = [], sampler } = plan
  const reported = trials.map((trial) => ({
    number: trial.number,
    state: trial.state,
    parameters: trial.assignment,
    metrics: trial.validation,
    values: [trial.value, ...furtherObjectives.map(({ measure }) => measureOf(measure, trial))],
    reason: trial.reason,
  }))
  return {
    study: { id, name, state, projectId, objective, furtherObjectives, sampler, plannedTrials },
    trials: reported,
    best: reported.find(({ number }) => number === study.best?.number) ?? null,
    front: frontNumbers(study, trials),
  }
}

export function describeReason({ reason }: Pick<TrialRow, 'reason'>): string {
  return reason === null ? '' : describeWhy(reason)
}

/** Four significant digits: enough to tell trials apart, and no noise. */
export function formatFigure(value: number | null): string {
  if (value === null) return '–'
  return String(Number(value.toPrecision(4)))
}

/** A setting's value as tables have it. */
export function formatValue(value: ParameterValue | undefined): string {
  if (value === undefined) return '–'
  return typeof value === 'number' ? formatFigure(value) : String(value)
}

/** `training.` stands before half of the settings and tells nothing in a table. */
export function shorten(name: string): string {
  return name.replace(/^training\./, '')
}
