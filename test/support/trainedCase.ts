/** @file A real training of a small network on a small table, as a diagnosis sees it. */
import { readFileSync } from 'node:fs'
import type { RunResult } from '../../src/shared/contract/worker'
import { ONE_THREAD } from '../../src/shared/domain/device'
import { tableInput } from '../../src/shared/domain/modelInput'
import type { StepMetrics } from '../../src/shared/domain/metric'
import type { LayerSpec } from '../../src/shared/domain/modelSpec'
import { isPlainLayer } from '../../src/shared/domain/newLayer'
import type { Output } from '../../src/shared/domain/task'
import { DEFAULT_TRAINING, type TrainingSpec } from '../../src/shared/domain/trainingSpec'
import { TrialRow } from '../../src/shared/domain/trial'
import { AppError, toAppError } from '../../src/shared/errors/appError'
import { createRandom } from '../../src/shared/util/random'
import { diagnoseTrial } from '../../src/main/services/diagnosis/diagnoseTrial'
import type { TrialCase } from '../../src/main/services/diagnosis/types'
import { createOnnxRunner } from '../../src/main/training/runners/onnx'
import { withinMemory } from '../../src/main/training/runners/withinMemory'
import { makeRequest, plainTable, toMeta } from '../../src/main/training/testing/prepared'
import { createRunControl } from '../../src/main/training/worker/runControl'
import type { RunData } from '../../src/main/training/rows/dataShelf'
import { trainRun } from '../../src/main/training/worker/trainRun'
import * as v from 'valibot'

export interface SmallTable {
  readonly x: readonly (readonly number[])[]
  /** Class from 0, or a number. */
  readonly y: readonly number[]
  /** 0 for numbers. */
  readonly classes: number
}

export interface Trained {
  readonly subject: TrialCase
  readonly rules: string[]
}

export interface TrainingOf {
  readonly table: SmallTable
  readonly layers: readonly LayerSpec[]
  readonly training?: Partial<TrainingSpec>
  readonly seed?: number
  readonly validationShare?: number
  readonly siblings?: readonly TrialRow[]
  readonly change?: Partial<TrialCase>
  /** Memory that there is. @default enough */
  readonly freeBytes?: number
}

/** Rows of a sample that comes with Fettle; the last column is the class. */
export function readSample(name: 'iris' | 'wine' | 'digits'): SmallTable {
  const [, ...lines] = readFileSync(`resources/samples/${name}.csv`, 'utf8').trim().split('\n')
  const cells = lines.map((line) => line.split(','))
  const labels = [...new Set(cells.map((row) => row.at(-1) ?? ''))].sort()
  return {
    x: cells.map((row) => row.slice(0, -1).map(Number)),
    y: cells.map((row) => labels.indexOf(row.at(-1) ?? '')),
    classes: labels.length,
  }
}

/** Clouds of points, `apart` standard deviations from each other. */
export function clouds(rows: number, { classes = 3, width = 6, apart = 2, seed = 1 } = {}): SmallTable {
  const random = createRandom(seed, 11)
  const y = Array.from({ length: rows }, () => random.integer(classes))
  const x = y.map((label) =>
    Array.from({ length: width }, (_, column) => random.normal() + (column % classes === label ? apart : 0)),
  )
  return { x, y, classes }
}

/** A number that bends with two of its inputs, and some noise. */
export function waves(rows: number, noise = 0.2, seed = 1): SmallTable {
  const random = createRandom(seed, 12)
  const x = Array.from({ length: rows }, () => Array.from({ length: 5 }, () => random.normal()))
  const y = x.map(([a = 0, b = 0, c = 0]) => Math.sin(2 * a) + 0.5 * b * b - c + noise * random.normal())
  return { x, y, classes: 0 }
}

/** Trains, records its layers, and asks every rule. */
export async function trainCase(asked: TrainingOf): Promise<Trained> {
  const { table, layers } = asked
  const { data } = split(asked)
  const { request, steps, row } = await train(asked, data)
  const { training, task, objective } = request
  const { shares, entropy } = classesOf(data.train.y)
  const isNumber = table.classes === 0
  const subject: TrialCase = {
    ...{
      row,
      steps,
      design: { layers: layers.filter(isPlainLayer), training, search: {} },
      goal: task,
      objective,
    },
    spec: { model: { layers: [...layers] }, training, data: {} },
    layers: steps.map(({ step, layers: figures = [] }) => ({ step, layers: figures })),
    rows: { train: data.train.rows, validation: data.validation.rows },
    chanceLoss: isNumber ? 1 : entropy,
    commonest: isNumber ? null : Math.max(...shares),
    classes: recallsOf(row, task, data),
    data: { leaks: [], acrossParts: 0, heldOutRows: data.validation.rows },
    ...{ memory: null, pictures: [], siblings: asked.siblings ?? [] },
    ...asked.change,
  }
  return { subject, rules: diagnoseTrial(subject).map(({ rule }) => rule) }
}

async function train(asked: TrainingOf, data: RunData) {
  const { table, layers, seed = 7, training: change, freeBytes = Infinity } = asked
  const training: TrainingSpec = { ...DEFAULT_TRAINING, ...change }
  const task = table.classes === 0 ? 'regression' : table.classes === 2 ? 'binary' : 'multiclass'
  const request = makeRequest(training, {
    ...{ model: { layers }, task, seed, recordsLayers: true, placement: ONE_THREAD },
    output: outputOf(table),
    objective:
      task === 'regression'
        ? { metric: 'rmse', direction: 'minimize' }
        : { metric: 'accuracy', direction: 'maximize' },
  } as object)
  const steps: StepMetrics[] = []
  let now = 0
  const outcome = await trainRun({
    ...{
      request,
      data,
      createRunner: withinMemory(createOnnxRunner, () => freeBytes),
      control: createRunControl(() => undefined),
    },
    clock: { now: () => (now += 40) },
    onStep: (step) => void steps.push(step),
  }).catch(toAppError)
  const ended = outcome instanceof AppError ? failedAs(outcome) : completeAs(outcome?.result)
  const row = v.parse(TrialRow, {
    ...{ id: `trial-${String(seed).padStart(8, '0')}`, studyId: 'study-000000', number: 1, assignment: {} },
    ...{ value: null, bestStep: null, isStoppedEarly: false, train: {}, validation: {}, reason: null },
    ...{ step: steps.length, plannedSteps: training.epochs, spark: [], attempt: 1, weightCount: null },
    ...{ durationMs: 1, startedAt: 1, finishedAt: 2, ...ended },
  })
  return { request, steps, row }
}

function failedAs({ code, details }: AppError): Partial<TrialRow> {
  return { state: 'failed', reason: { code, details: { ...details } as Record<string, string | number> } }
}

function completeAs(result: RunResult | undefined): Partial<TrialRow> {
  if (result === undefined) throw new TypeError('the run was stopped')
  const { steps: step, ...figures } = result
  return { state: 'complete', step, ...figures }
}

function outputOf({ classes }: SmallTable): Output {
  const labels = Array.from({ length: classes }, (_, index) => `class ${String(index)}`)
  return classes === 0 ? { kind: 'number' } : { kind: 'classes', labels }
}

/** Scaled by the training rows. */
function split({ table, validationShare = 0.25 }: TrainingOf): { data: RunData } {
  const rows = createRandom(5).shuffle(Int32Array.from({ length: table.y.length }, (_, row) => row))
  const count = Math.round(rows.length * (1 - validationShare))
  const [train, validation] = [[...rows.slice(0, count)], [...rows.slice(count)]]
  const width = table.x[0]?.length ?? 0
  const scales = Array.from({ length: width }, (_, column) =>
    scaleOf(train.map((row) => table.x[row]?.[column] ?? 0)),
  )
  const target =
    table.classes === 0 ? scaleOf(train.map((row) => table.y[row] ?? 0)) : { mean: 0, deviation: 1 }
  const part = (chosen: readonly number[]) => ({
    rows: chosen.length,
    x: Float32Array.from(
      chosen.flatMap((row) =>
        scales.map(({ mean, deviation }, column) => ((table.x[row]?.[column] ?? 0) - mean) / deviation),
      ),
    ),
    y: Float32Array.from(chosen, (row) => ((table.y[row] ?? 0) - target.mean) / target.deviation),
  })
  const data = { train: part(train), validation: part(validation) }
  const names = Array.from({ length: width }, (_, column) => `c${String(column)}`)
  const fitted = {
    ...plainTable(names),
    target: 'y',
    output: outputOf(table),
    ...{ targetCenter: target.mean, targetScale: target.deviation },
    inputs: [{ spec: tableInput(width), source: { kind: 'figures' as const, features: names } }],
  }
  const counts = { train: train.length, validation: validation.length, test: 0 }
  return { data: { meta: toMeta(counts, fitted), ...data } }
}

function scaleOf(values: readonly number[]): { mean: number; deviation: number } {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length
  return { mean, deviation: Math.sqrt(variance) || 1 }
}

function classesOf(y: Float32Array): { readonly shares: number[]; readonly entropy: number } {
  const counts = new Map<number, number>()
  for (const label of y) counts.set(label, (counts.get(label) ?? 0) + 1)
  const shares = [...counts.values()].map((count) => count / y.length)
  return { shares, entropy: shares.reduce((sum, share) => sum - share * Math.log(share), 0) }
}

function recallsOf({ validation }: TrialRow, task: string, data: RunData): TrialCase['classes'] {
  const { balancedAccuracy, recall } = validation
  if (task !== 'binary' || balancedAccuracy === undefined || recall === undefined) return null
  const second = data.validation.y.reduce((sum, value) => sum + value, 0)
  return [
    { label: 'class 0', recall: 2 * balancedAccuracy - recall, rows: data.validation.rows - second },
    { label: 'class 1', recall, rows: second },
  ]
}
