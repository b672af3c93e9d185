import type { RunRequest, RunResult } from '../../../shared/contract/worker'
import { RunId } from '../../../shared/domain/ids'
import { METRICS, type MetricName, type MetricValues } from '../../../shared/domain/metric'
import type { StudyPlan } from '../../../shared/domain/study'
import type { TrialRow, TrialRunSummary } from '../../../shared/domain/trial'
import { invariant } from '../../../shared/errors/appError'
import { createRandom } from '../../../shared/util/random'
import { createId } from '../context'

/** Which of a trial's runs: all folds with the first seed, then all with the second, and so on. Both from 0. */
export type RunPlace = Pick<TrialRunSummary, 'fold' | 'repeat'>

/** How often a trial is trained. */
export interface SeriesPlan {
  readonly folds: number
  readonly repeats?: StudyPlan['repeats']
}

/** @returns runs of every trial. */
export function baseRuns({ folds, repeats }: SeriesPlan): number {
  return folds * (repeats?.seeds ?? 1)
}

/** @returns runs of a trial that is among the best in the end. */
export function finalRuns({ folds, repeats }: SeriesPlan): number {
  return folds * Math.max(repeats?.seeds ?? 1, repeats?.finalists?.seeds ?? 1)
}

/** Whether a trial has all runs that every trial has, so that further ones are those of a finalist. */
export function isFinalist({ runs }: Pick<TrialRow, 'runs'>, plan: SeriesPlan): boolean {
  return runs.length > 0 && runs.length >= baseRuns(plan)
}

/** @returns how many runs a trial has in the end, as far as it has come now. */
export function runsOf(row: Pick<TrialRow, 'runs'>, plan: SeriesPlan): number {
  return isFinalist(row, plan) ? finalRuns(plan) : baseRuns(plan)
}

export function placeOf(index: number, { folds }: Pick<SeriesPlan, 'folds'>): RunPlace {
  return { fold: index % folds, repeat: Math.floor(index / folds) }
}

/** @param seed of the trial, which is that of its first runs */
export function seedOf(seed: number, { repeat }: Pick<RunPlace, 'repeat'>): number {
  return repeat === 0 ? seed : createRandom(seed, repeat, 3).integer(2 ** 31)
}

/** Nothing of a run after the first is kept but its figures: its weights lie for a moment where leftovers are swept at the next start. */
export function furtherRequest(
  first: RunRequest,
  change: Pick<RunRequest, 'dataFolder' | 'seed'>,
): RunRequest {
  const weightsFile = `${first.checkpoint?.file ?? first.weightsFile}.run`
  const nothing = { picturesFile: null, checkpoint: null, haltAfter: null, recordsLayers: false }
  return { ...first, ...change, ...nothing, runId: createId(RunId), weightsFile }
}

export function summaryOf(result: RunResult, place: RunPlace): TrialRunSummary {
  const { value, bestStep, steps, train, validation } = result
  return { ...place, value, bestStep, steps, train, validation }
}

/** @returns the finished runs of a trial, also of one that has a single one so far, of which it says nothing. */
export function finishedRuns(row: TrialRow): TrialRunSummary[] {
  const { runs, value, bestStep, step, train, validation } = row
  if (runs.length > 0 || row.state !== 'complete' || value === null) return runs
  return [{ fold: 0, repeat: 0, value, bestStep: bestStep ?? step, steps: step, train, validation }]
}

/** Figures of a trial are the means of its runs; its epochs are those of the first. */
export interface SeriesFigures extends Pick<TrialRow, 'deviation' | 'train' | 'validation' | 'step'> {
  readonly value: number
  readonly bestStep: number
}

/** @param runs at least one */
export function figuresOf(runs: readonly TrialRunSummary[]): SeriesFigures {
  const [first] = runs
  invariant(first, 'a trial has a run')
  return {
    value: meanOf(runs.map(({ value }) => value)),
    deviation: deviationOf(runs.map(({ value }) => value)),
    bestStep: first.bestStep,
    step: first.steps,
    train: meanMetrics(runs.map(({ train }) => train)),
    validation: meanMetrics(runs.map(({ validation }) => validation)),
  }
}

/** @returns the trial with its runs so far. */
export function withRuns(row: TrialRow, runs: readonly TrialRunSummary[]): TrialRow {
  return { ...row, ...figuresOf(runs), runs: [...runs] }
}

/** @returns a trial that is complete with the runs it has. */
export function completeSoFar(row: TrialRow): TrialRow {
  return { ...withRuns(row, row.runs), state: 'complete', reason: null }
}

/** Standard deviation of a sample; null for fewer than two. */
function deviationOf(values: readonly number[]): number | null {
  if (values.length < 2) return null
  const mean = meanOf(values)
  return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1))
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}

/** Of a metric that is undefined in one of them there is no mean. */
function meanMetrics(all: readonly MetricValues[]): MetricValues {
  const names = new Set<MetricName>([
    ...METRICS,
    ...all.flatMap((values) => Object.keys(values) as MetricName[]),
  ])
  const defined = [...names].filter((name) => all.every((values) => values[name] !== undefined))
  return Object.fromEntries(
    defined.map((name) => [name, meanOf(all.map((values) => values[name] ?? Number.NaN))]),
  )
}
