import { canonicalJson } from '../../../shared/util/canonicalJson'
import type { StepMetrics } from '../../../shared/domain/metric'
import type { Domain, ParameterValue } from '../../../shared/domain/searchSpace'
import { isTraining, type Study } from '../../../shared/domain/study'
import type { TrialRow } from '../../../shared/domain/trial'
import { deriveSpace } from '../../search'
import type { OptunaStudy, OptunaTrial, Store } from '../../store'
import { toPastTrial } from './pastTrials'
import { spaceOf } from './studySetup'
import { versionsOf, withSearch } from './spaceVersions'

/** @returns the study with all its trials, as Optuna would have made it. What it has no words for is kept as attributes. */
export function toOptunaStudy(store: Store, study: Study): OptunaStudy {
  const { plan, id, name } = study
  const further = plan.furtherObjectives ?? []
  const rows = store.trials.list(id)
  const curves = store.trials.curves(id, [plan.objective.metric])
  return {
    name,
    directions: [plan.objective.direction, ...further.map(({ direction }) => direction)],
    domains: domainsOf(store, study, rows),
    attributes: {
      'fettle.study': id,
      'fettle.sampler': plan.sampler,
      'fettle.objectives': [plan.objective.metric, ...further.map(({ measure }) => measure)],
    },
    trials: rows.map((row) => toOptunaTrial(study, row, curves.get(row.number) ?? [])),
  }
}

function toOptunaTrial({ plan }: Study, row: TrialRow, steps: readonly StepMetrics[]): OptunaTrial {
  const { id, number, state, assignment, startedAt, finishedAt, reason, bestStep } = row
  const curve = steps.flatMap(({ step, validation }) => {
    const value = validation[plan.objective.metric]
    return value === undefined ? [] : [{ step, value }]
  })
  return {
    ...{ state, assignment, startedAt, finishedAt, curve },
    values: inOwnDirections(plan, row),
    attributes: {
      ...{ 'fettle.trial': id, 'fettle.number': number },
      ...(bestStep === null ? {} : { 'fettle.bestEpoch': bestStep }),
      ...(row.weightCount === null ? {} : { 'fettle.weights': row.weightCount }),
      ...(reason === null ? {} : { 'fettle.reason': reason }),
    },
  }
}

/** Histories are minimised, Optuna's values are as they are. */
function inOwnDirections(plan: Study['plan'], row: TrialRow): number[] | null {
  const directions = [plan.objective, ...(plan.furtherObjectives ?? [])].map(({ direction }) => direction)
  const { values } = toPastTrial(plan, row)
  return values && values.map((value, index) => (directions[index] === 'maximize' ? -value : value))
}

/**
 * Optuna wants one distribution a parameter: of several versions of a space the one that holds them all, widened by values that lie
 * outside of every version.
 */
function domainsOf(store: Store, study: Study, rows: readonly TrialRow[]): Record<string, Domain> {
  const domains: Record<string, Domain> = {}
  for (const { name, domain } of allParameters(store, study)) {
    const before = domains[name]
    domains[name] = before === undefined ? domain : hull(before, domain)
  }
  for (const { assignment } of rows) {
    for (const [name, value] of Object.entries(assignment))
      domains[name] = hull(domains[name] ?? pointOf(value), pointOf(value))
  }
  return domains
}

function allParameters(store: Store, study: Study) {
  const { plan } = study
  if (!isTraining(plan)) return spaceOf(plan).parameters
  return versionsOf(study, store.spaces.list(study.id)).flatMap(
    (version) => deriveSpace(withSearch(plan.design, version)).parameters,
  )
}

function pointOf(value: ParameterValue): Domain {
  if (typeof value !== 'number') return { kind: 'choice', values: [value] }
  return { kind: 'float', low: value, high: value, scale: 'linear' }
}

/** @returns the smaller of the domains that hold both; a range and choices become choices only where the range is one value. */
function hull(left: Domain, right: Domain): Domain {
  if (canonicalJson(left) === canonicalJson(right)) return left
  if (left.kind === 'choice' || right.kind === 'choice') {
    return { kind: 'choice', values: [...new Set([...choicesOf(left), ...choicesOf(right)])] }
  }
  const [low, high] = [Math.min(left.low, right.low), Math.max(left.high, right.high)]
  if (low === left.low && high === left.high) return left
  const isWhole = left.kind === 'integer' && [low, high].every(Number.isInteger)
  const scale = low > 0 ? left.scale : 'linear'
  return isWhole ? { ...left, low, high, scale, step: 1 } : { kind: 'float', low, high, scale }
}

function choicesOf(domain: Domain): readonly ParameterValue[] {
  return domain.kind === 'choice' ? domain.values : [domain.low, domain.high]
}
