/** @file Makes a trained model smaller, and measures what it was and what it became. */
import { mkdir, stat } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { ParsedJobInput } from '../../../shared/contract/jobs'
import type { MeasuredSize, Rounding } from '../../../shared/domain/artifact'
import { ONE_THREAD } from '../../../shared/domain/device'
import type { MetricValues } from '../../../shared/domain/metric'
import type { ModelSpec } from '../../../shared/domain/modelSpec'
import type { PreparedMeta } from '../../../shared/domain/preparedMeta'
import { goalOf } from '../../../shared/domain/task'
import { AppError, invariant } from '../../../shared/errors/appError'
import {
  countZeros,
  exportModel,
  exportNetwork,
  type ExportRequest,
  type ModelRequest,
  packSparse,
  quantizeDynamic,
  quantizeStatic,
  type RewriteNetwork,
  storeRounded,
} from '../../compiler'
import { calibrate } from '../compress/calibrate'
import { predictRows } from '../compress/networkRows'
import { pruneTrained, readRunData, teachStudent } from '../compress/smaller'
import { measureGoal } from '../metrics'
import { readPreparedMeta, readPreparedPart } from '../rows/preparedData'
import type { TrainingData, Weights } from '../types'
import { readWeights, writeWeights } from '../weightsFile'
import { writeWhole } from '../wholeFile'
import { sampleRows } from '../rows/dataShelf'
import type { RunOnData } from '../worker/epoch'
import type { Job, JobTools } from '../job'
import { latency } from './latency'

type Input = ParsedJobInput<'compress'>

/** Batches whose answers are timed, and how often. */
const BATCHES = [1, 32]
const RUNS = 60

export const compress: Job<'compress'> = async (input, tools) => {
  const { method, trial, files } = input
  const { training } = trial
  if (training.mode === 'adversarial') throw new AppError('compression/two-networks')
  const meta = await readPreparedMeta(trial.dataFolder)
  const validation = await readPreparedPart(trial.dataFolder, 'validation', meta)
  const subject: Subject = { input, meta, validation, tools }
  const whole: Candidate = { model: trial.model, weights: await readWeights(trial.weightsFile) }
  await mkdir(dirname(files.onnx), { recursive: true })
  const before = await measure(subject, whole, { file: files.before, rewrite: packSparse })
  const smaller = await makeSmaller(subject, whole)
  if (smaller !== whole) await writeWeights(files.weights, smaller.weights)
  const rewrite = await rewriteFor(subject, smaller, method.rounding)
  const after = await measure(subject, smaller, { file: files.onnx, rewrite })
  return { before, after, rows: validation.rows }
}

interface Subject {
  readonly input: Input
  readonly meta: PreparedMeta
  readonly validation: TrainingData
  readonly tools: JobTools
}

interface Candidate {
  readonly model: ModelSpec
  readonly weights: Weights
}

async function makeSmaller(subject: Subject, whole: Candidate): Promise<Candidate> {
  const { input, meta, tools } = subject
  const { method, trial, student, objective } = input
  if (method.kind === 'int8') return whole
  const isStill = method.kind === 'distil'
  const data = await readRunData(trial.dataFolder, meta, isStill)
  const model = method.kind === 'distil' ? student : trial.model
  invariant(model, 'a student has layers')
  const run: RunOnData = { request: runOf(input, meta, model), data }
  const options = { run, objective, tools }
  if (method.kind === 'prune') return { model, weights: await pruneTrained(options, method, whole.weights) }
  const goal = goalOf(trial.task, trial.training.mode)
  if (goal !== 'binary' && goal !== 'multiclass' && goal !== 'regression') {
    throw new AppError('compression/no-teacher')
  }
  const ask = (rows: TrainingData): Promise<Float32Array> => predict(subject, whole, rows)
  return { model, weights: await teachStudent(options, method, ask) }
}

function runOf(
  { trial, objective, seed, files }: Input,
  meta: PreparedMeta,
  model: ModelSpec,
): RunOnData['request'] {
  const { training, task, dataFolder, backbonesFolder } = trial
  return {
    ...{ runId: seed.runId, model, training, task, objective, dataFolder },
    output: meta.fitted.output,
    weightsFile: files.weights,
    picturesFile: null,
    seed: seed.number,
    placement: ONE_THREAD,
    checkpoint: null,
    haltAfter: null,
    ...(backbonesFolder === undefined ? {} : { backbonesFolder }),
  }
}

/** Zeros are packed last, so that whole numbers are, too. */
async function rewriteFor(
  subject: Subject,
  candidate: Candidate,
  rounding: Rounding | null,
): Promise<RewriteNetwork> {
  if (rounding === null) return packSparse
  if (rounding === 'weights') return (nodes) => packSparse(storeRounded(nodes))
  if (rounding === 'dynamic') return (nodes, output) => packSparse(quantizeDynamic(nodes, output))
  const { input, meta, tools } = subject
  const { method, trial } = input
  const rows = method.kind === 'int8' ? method.rows : USUAL_ROWS
  const train = await readPreparedPart(trial.dataFolder, 'train', meta)
  const ranges = await calibrate(
    {
      exported: exportOf(subject, candidate),
      request: requestOf(subject, candidate),
      data: sampleRows(train, rows),
      calibration: method.kind === 'int8' ? method.calibration : 'minMax',
    },
    tools.breathe,
  )
  return (nodes, output) => packSparse(quantizeStatic(nodes, output, { ranges }))
}

const USUAL_ROWS = 512

interface MeasureOptions {
  readonly file: string
  readonly rewrite: RewriteNetwork
}

/** Writes the file, times it, and lets it answer the validation rows. */
async function measure(
  subject: Subject,
  candidate: Candidate,
  { file, rewrite }: MeasureOptions,
): Promise<MeasuredSize> {
  const { tools, validation } = subject
  const { onnx } = exportModel({ ...exportOf(subject, candidate), rewrite })
  await writeWhole(file, [onnx])
  const predictions = await predict(subject, candidate, validation, rewrite)
  const { weights, zeros } = countZeros(candidate.weights)
  return {
    sizeBytes: (await stat(file)).size,
    ...{ weights, zeros },
    latency: await latency({ file, batches: BATCHES, runs: RUNS }, { ...tools, progress: () => undefined }),
    validation: judge(subject, predictions),
  }
}

/** The loss of the training is not among them: it is not computed from what a file answers. */
function judge({ input, meta, validation }: Subject, predictions: Float32Array): MetricValues {
  const { task, training } = input.trial
  const { targetCenter: center, targetScale: scale } = meta.fitted
  const { loss: _loss, ...metrics } = measureGoal({
    goal: goalOf(task, training.mode),
    evaluation: { loss: 0, predictions },
    data: validation,
    target: { center, scale },
  })
  return metrics
}

function predict(
  subject: Subject,
  candidate: Candidate,
  data: TrainingData,
  rewrite: RewriteNetwork = (nodes) => nodes,
): Promise<Float32Array> {
  const network = exportNetwork({ ...exportOf(subject, candidate), rewrite })
  return predictRows({ network, request: requestOf(subject, candidate), data }, subject.tools.breathe)
}

function exportOf({ input, meta }: Subject, { model, weights }: Candidate): ExportRequest {
  const { task, training } = input.trial
  return { model, training, task, weights, fitted: meta.fitted, version: input.version }
}

function requestOf({ input, meta }: Subject, { model }: Candidate): ModelRequest {
  const { task, training } = input.trial
  const { output, targetCenter: center, targetScale: scale } = meta.fitted
  return {
    ...model,
    ...{ training, task, output, target: { center, scale } },
    inputs: meta.inputs.map(({ spec }) => spec),
  }
}
