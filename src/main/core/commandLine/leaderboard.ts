/** @file The leaderboard of a study, for people and for programs. */
import { isRanked, rankTrials } from '../../../shared/domain/rankTrials'
import type { ParameterValue } from '../../../shared/domain/searchSpace'
import type { StudySummary } from '../../../shared/domain/study'
import type { TrialRow } from '../../../shared/domain/trial'
import { describeWhy } from './reasonWords'
import { layOutTable } from './table'

/** Best first; trials without a value at the end, by number. */
function orderTrials(trials: readonly TrialRow[], { plan }: StudySummary): TrialRow[] {
  return [
    ...rankTrials(trials, plan.objective),
    ...trials.filter((trial) => !isRanked(trial)).sort((left, right) => left.number - right.number),
  ]
}

export function formatLeaderboard(study: StudySummary, trials: readonly TrialRow[]): string {
  const names = [...new Set(trials.flatMap(({ assignment }) => Object.keys(assignment)))]
  const hasReason = trials.some(({ reason }) => reason !== null)
  const header = ['trial', study.plan.objective.metric, 'epoch', 'state', ...names.map(shorten)]
  const rows = orderTrials(trials, study).map((trial) => [
    String(trial.number),
    formatFigure(trial.value),
    trial.bestStep === null ? '–' : String(trial.bestStep),
    trial.isStoppedEarly ? `${trial.state} (early)` : trial.state,
    ...names.map((name) => formatValue(trial.assignment[name])),
    ...(hasReason ? [describeReason(trial)] : []),
  ])
  return layOutTable([hasReason ? [...header, 'reason'] : header, ...rows])
}

/** Exactly what `--json` promises. */
export function toReport(study: StudySummary, trials: readonly TrialRow[]): object {
  const reported = trials.map((trial) => ({
    number: trial.number,
    state: trial.state,
    parameters: trial.assignment,
    metrics: trial.validation,
    reason: trial.reason,
  }))
  const { id, name, state, projectId, plan, plannedTrials } = study
  const { objective, sampler } = plan
  return {
    study: { id, name, state, projectId, objective, sampler, plannedTrials },
    trials: reported,
    best: reported.find(({ number }) => number === study.best?.number) ?? null,
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
