import { type ProjectId, StudyId, TrialId } from '../../../shared/domain/ids'
import type { MetricValues, OwnMetric, StepMetrics } from '../../../shared/domain/metric'
import type {
  Condition,
  Domain,
  Parameter,
  ParameterValue,
  SearchSpace,
} from '../../../shared/domain/searchSpace'
import type { CommandPlan, Study } from '../../../shared/domain/study'
import type { TrialRow } from '../../../shared/domain/trial'
import { nearestValue } from '../../search'
import type { ForeignStudy, ForeignTrial } from '../../store'
import { createId } from '../context'
import { queuedTrial } from './trialTransitions'

export interface ImportedStudy {
  readonly study: Study
  readonly trials: readonly { readonly row: TrialRow; readonly steps: readonly StepMetrics[] }[]
}

const METRIC = 'value'

/**
 * @returns a study of a program that is not known, with all trials that began: it can be looked at, compared, analysed and learnt from, but
 * not started. Its space is what was searched, as far as that was written down and can be told from who had what.
 */
export function importedStudy(foreign: ForeignStudy, projectId: ProjectId, now: number): ImportedStudy {
  const begun = foreign.trials.filter(({ state }) => state !== 'queued')
  const firstStep = Math.min(1, ...begun.flatMap(({ curve }) => curve.map(({ step }) => step)))
  const shift = 1 - firstStep
  const steps = Math.max(1, ...begun.flatMap(({ curve }) => curve.map(({ step }) => step + shift)))
  const plan = toPlan(foreign, begun, steps)
  const times = begun.flatMap(({ startedAt, finishedAt }) => [
    startedAt ?? finishedAt ?? now,
    finishedAt ?? now,
  ])
  const [startedAt, finishedAt] = times.length === 0 ? [now, now] : [Math.min(...times), Math.max(...times)]
  const study: Study = {
    ...{ id: createId(StudyId), projectId, plan, state: 'complete', reason: null, createdAt: now },
    ...{ name: nameOf(foreign.name), startedAt, finishedAt, elapsedMs: finishedAt - startedAt },
  }
  return { study, trials: begun.map((trial) => toTrial(trial, { study, shift, steps })) }
}

/** A study's name is not empty, and no longer than a line. */
function nameOf(name: string): string {
  return name.trim().slice(0, 120) || 'Optuna'
}

function toPlan(foreign: ForeignStudy, begun: readonly ForeignTrial[], steps: number): CommandPlan {
  const [direction = 'minimize', ...further] = foreign.directions ?? []
  return {
    command: { line: [], folder: '', metric: METRIC, steps, timeLimitSeconds: null },
    space: spaceOfTrials(foreign.domains, begun),
    sampler: { kind: 'random', seed: 1 },
    objective: { metric: `own.${METRIC}`, direction },
    ...(further.length === 0
      ? {}
      : {
          furtherObjectives: further
            .slice(0, 3)
            .map((own, index) => ({ measure: metricOf(index + 1), direction: own })),
        }),
    budget: { trials: Math.max(1, begun.length), timeLimitSeconds: null, parallel: 1 },
  }
}

function metricOf(objective: number): OwnMetric {
  return objective === 0 ? `own.${METRIC}` : `own.${METRIC}${objective + 1}`
}

interface TrialPlace {
  readonly study: Study
  /** From its steps to epochs, which count from 1. */
  readonly shift: number
  readonly steps: number
}

function toTrial(trial: ForeignTrial, { study, shift, steps }: TrialPlace): ImportedStudy['trials'][number] {
  const { number, state, assignment, values, curve, startedAt, finishedAt } = trial
  const epochs = curve.map(({ step, value }): StepMetrics => {
    return { step: step + shift, train: {}, validation: { [metricOf(0)]: value } }
  })
  const reached = state === 'complete' || state === 'pruned' ? (values ?? []) : []
  const [value = null] = reached
  const validation: MetricValues = Object.fromEntries(reached.map((own, index) => [metricOf(index), own]))
  const lastStep = epochs.at(-1)?.step ?? (state === 'complete' ? steps : 0)
  const place = { id: createId(TrialId), studyId: study.id, number: number + 1 }
  const row: TrialRow = {
    ...queuedTrial({ ...place, assignment: { ...assignment }, plannedSteps: steps }),
    ...{ state: value === null && state === 'complete' ? 'failed' : state, value, validation },
    ...{ step: lastStep, bestStep: value === null ? null : Math.max(1, lastStep) },
    reason: state === 'failed' ? FAILED : null,
    durationMs: durationOf(trial),
    ...{ startedAt, finishedAt },
  }
  return { row, steps: epochs }
}

/** Why is not written down there. */
const FAILED = { code: 'training/failed', details: { message: 'Optuna: FAIL' } }

function durationOf({ startedAt, finishedAt }: ForeignTrial): number | null {
  return startedAt === null || finishedAt === null ? null : finishedAt - startedAt
}

/** Parents before their children: what every trial has stands first. */
function spaceOfTrials(domains: ForeignStudy['domains'], trials: readonly ForeignTrial[]): SearchSpace {
  const counts = new Map(
    Object.keys(domains).map((name) => [name, trials.filter(({ assignment }) => name in assignment).length]),
  )
  const names = Object.keys(domains).sort((left, right) => (counts.get(right) ?? 0) - (counts.get(left) ?? 0))
  const parameters: Parameter[] = []
  for (const name of names) {
    const domain = domains[name]
    if (domain === undefined) continue
    const condition = findCondition(name, parameters, trials)
    parameters.push({ name, domain, default: firstValue(name, domain, trials), condition })
  }
  return { parameters }
}

function firstValue(name: string, domain: Domain, trials: readonly ForeignTrial[]): ParameterValue {
  const value = trials.map(({ assignment }) => assignment[name]).find((found) => found !== undefined)
  return nearestValue(domain, value ?? (domain.kind === 'choice' ? '' : domain.low))
}

/** @returns the choice of another parameter that tells who has this one; null where all have it, or nothing tells. */
function findCondition(
  name: string,
  earlier: readonly Parameter[],
  trials: readonly ForeignTrial[],
): Condition | null {
  if (trials.every(({ assignment }) => name in assignment)) return null
  for (const { name: parent, domain } of earlier) {
    if (domain.kind !== 'choice') continue
    const valuesOf = (has: boolean) =>
      new Set(
        trials
          .filter(({ assignment }) => name in assignment === has)
          .map(({ assignment }) => assignment[parent]),
      )
    const [withIt, withoutIt] = [valuesOf(true), valuesOf(false)]
    const values = [...withIt].filter((value) => value !== undefined)
    if (values.length === withIt.size && values.length > 0 && values.every((value) => !withoutIt.has(value)))
      return { test: 'oneOf', parameter: parent, values }
  }
  return null
}
