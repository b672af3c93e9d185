/** @file The trials of a KerasTuner project: a folder with one folder a trial, `trial_*\/trial.json` in each. */
import { type Dirent, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as v from 'valibot'
import type { Direction } from '../../../shared/domain/metric'
import type { TrialState } from '../../../shared/domain/trial'
import { AppError } from '../../../shared/errors/appError'
import { withoutOddNumbers } from './pythonText'
import type { ForeignPoint, ForeignStudy, ForeignTrial } from './types'

const Value = v.union([v.number(), v.string(), v.boolean()])

/** What diverged has null in the place of its value. */
const Figure = v.nullable(v.number())
const Observation = v.object({ value: v.union([Figure, v.array(Figure)]), step: v.number() })
const Metric = v.object({
  direction: v.nullish(v.picklist(['min', 'max'])),
  observations: v.array(Observation),
})

const TrialFile = v.pipe(
  v.string(),
  v.transform(withoutOddNumbers),
  v.parseJson(),
  v.object({
    hyperparameters: v.object({ values: v.record(v.string(), v.nullable(Value)) }),
    metrics: v.nullish(v.object({ metrics: v.record(v.string(), Metric) })),
    score: v.nullish(v.number(), null),
    best_step: v.nullish(v.number(), null),
    status: v.string(),
  }),
)
type TrialFile = v.InferOutput<typeof TrialFile>

const STATES: Readonly<Record<string, TrialState>> = {
  COMPLETED: 'complete',
  STOPPED: 'complete',
  RUNNING: 'interrupted',
  IDLE: 'interrupted',
}

/** Settings of the tuner itself among the values: `tuner/epochs`, `tuner/bracket` … */
const OWN = /^tuner\//

/** Folders inside each other that are looked through: `directory/project/trial_0`. */
const DEEPEST = 3

/**
 * A trial holds every metric that Keras computed: the one that is wanted counts, at the best step, and the objective where there is none.
 * @param valueColumns names of the wanted metric, the first that there is counts
 * @throws {foreign/unreadable} where there is no trial in it
 */
export function readKerasTuner(
  folder: string,
  fileName: string,
  valueColumns: readonly string[] = [],
): ForeignStudy {
  const files = findTrials(folder, DEEPEST).map((file) => v.safeParse(TrialFile, readFileSync(file, 'utf8')))
  const read = files.flatMap((file) => (file.success ? [file.output] : []))
  if (read.length === 0) throw new AppError('foreign/unreadable', { name: fileName })
  const name = valueColumns.find((own) => own.startsWith('val_') && read.some((file) => metricOf(file, own)))
  const trials = read.map((file) => ({ file, metric: metricOf(file, name) ?? objectiveOf(file) }))
  const direction = trials.map(({ metric }) => directionOf(metric)).find((found) => found !== null) ?? null
  return {
    name: fileName,
    directions: direction === null ? null : [direction],
    domains: {},
    trials: trials.map(({ file, metric }, index) => toTrial(file, metric, index)),
  }
}

function findTrials(folder: string, depth: number): string[] {
  const entries: Dirent[] = readdirSync(folder, { withFileTypes: true })
  const sorted = entries.toSorted((left, right) =>
    left.name.localeCompare(right.name, 'en', { numeric: true }),
  )
  return sorted.flatMap((entry) => {
    const path = join(folder, entry.name)
    if (entry.isFile() && entry.name === 'trial.json') return [path]
    return entry.isDirectory() && depth > 0 ? findTrials(path, depth - 1) : []
  })
}

type Metric = v.InferOutput<typeof Metric>

function toTrial(file: TrialFile, metric: Metric | null, index: number): ForeignTrial {
  const { hyperparameters, status } = file
  const value = valueOf(file, metric)
  const values = Object.entries(hyperparameters.values).filter(([name]) => !OWN.test(name))
  return {
    number: index + 1,
    state: STATES[status] ?? 'failed',
    assignment: Object.fromEntries(
      values.flatMap(([name, value]) => (value === null ? [] : [[name, value]])),
    ),
    values: value === null ? null : [value],
    curve: metric === null ? [] : curveOf(metric),
    ...{ startedAt: null, finishedAt: null },
  }
}

/** Of the metric where the trial was best; the score where it is the objective. */
function valueOf(file: TrialFile, metric: Metric | null): number | null {
  const { score, best_step: bestStep } = file
  if (metric === null || metric === objectiveOf(file)) return score
  return curveOf(metric).find(({ step }) => step === bestStep)?.value ?? null
}

function metricOf({ metrics }: TrialFile, name: string | undefined): Metric | null {
  return (name === undefined ? undefined : metrics?.metrics[name]) ?? null
}

function directionOf(metric: Metric | null): Direction | null {
  const direction = metric?.direction ?? null
  return direction === null ? null : direction === 'max' ? 'maximize' : 'minimize'
}

/** The file does not name the objective; it is the metric whose value at the best step is the score. */
function objectiveOf({ metrics, score, best_step: bestStep }: TrialFile): Metric | null {
  if (score === null) return null
  const isIt = (metric: Metric) =>
    curveOf(metric).some(({ step, value }) => (bestStep === null || step === bestStep) && value === score)
  const named = Object.entries(metrics?.metrics ?? {})
  const found = named.find(([name, metric]) => name.startsWith('val_') && isIt(metric))
  return (found ?? named.find(([, metric]) => isIt(metric)))?.[1] ?? null
}

/** Executions of one trial are averaged. */
function curveOf({ observations }: Metric): ForeignPoint[] {
  return observations
    .map(({ step, value }) => ({ step, value: mean(Array.isArray(value) ? value : [value]) }))
    .filter(({ value }) => Number.isFinite(value))
    .toSorted((left, right) => left.step - right.step)
}

function mean(values: readonly (number | null)[]): number {
  return values.reduce<number>((sum, value) => sum + (value ?? Number.NaN), 0) / values.length
}
