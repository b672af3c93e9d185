/** @file The two ways to other weights: pruning those of a trial, and teaching a smaller model. */
import type { CompressionMethod } from '../../../shared/domain/artifact'
import type { Objective } from '../../../shared/domain/metric'
import type { PreparedMeta } from '../../../shared/domain/preparedMeta'
import { invariant } from '../../../shared/errors/appError'
import { planModel, pruneByMagnitude, sparsityAt, type Distillation } from '../../compiler'
import type { JobTools } from '../job'
import { readPreparedPart } from '../rows/preparedData'
import { createOnnxRunner } from '../runners/onnx'
import { withinMemory } from '../runners/withinMemory'
import type { Runner, RunnerRequest, TrainingData, Weights } from '../types'
import { createChangedRows } from '../worker/changedRows'
import { createDataShelf } from '../rows/dataShelf'
import { type RunOnData, toRunnerRequest } from '../worker/epoch'
import { fineTune } from './fineTune'

export interface SmallerOptions {
  readonly run: RunOnData
  readonly objective: Objective
  readonly tools: JobTools
}

type Prune = Extract<CompressionMethod, { kind: 'prune' }>
type Distil = Extract<CompressionMethod, { kind: 'distil' }>

const createRunner = withinMemory(createOnnxRunner, () => process.availableMemory())

/** So much of the training ramps up; the rest recovers, and only there an epoch may be the best. */
const RAMP = 0.6

/**
 * Prunes step by step while it trains (Zhu & Gupta 2017), from the weights of the trial on. A weight that is gone stays gone, or
 * comes back where others have become smaller before the ramp is over.
 */
export async function pruneTrained(
  { run, objective, tools }: SmallerOptions,
  method: Prune,
  weights: Weights,
): Promise<Weights> {
  const request: RunnerRequest = { ...toRunnerRequest(run), isPruned: true }
  const names = movingNames(request)
  const runner = await createRunner(request)
  try {
    const isTaken = await runner.restore({ ...(await runner.state()), weights })
    invariant(isTaken, 'the weights of a trial fit its model')
    const prune = pruneTo(runner, names, method)
    return await fineTune({
      ...{ run, runner, objective, tools },
      changed: createChangedRows(run),
      epochs: method.epochs,
      learningRate: method.learningRate ?? run.request.training.learningRate,
      beforeChunk: (share) => prune(share / RAMP),
      counts: (share) => share > RAMP,
    })
  } finally {
    await runner.dispose()
  }
}

/** @returns prunes further, as the schedule has it; nothing changes once it is over. */
function pruneTo(runner: Runner, names: ReadonlySet<string>, { sparsity, scope }: Prune) {
  let reached = -1
  return async (share: number): Promise<void> => {
    const next = sparsityAt(share, sparsity)
    if (next <= reached) return
    reached = next
    const moving = new Map([...(await runner.weights())].filter(([name]) => names.has(name)))
    await runner.prune?.(pruneByMagnitude(moving, { sparsity: next, scope }))
  }
}

/** Frozen weights are not pruned: nothing could make up for it. */
function movingNames({ model, ...request }: RunnerRequest): ReadonlySet<string> {
  const { groups } = planModel({ ...request, ...model })
  const moving = groups.filter(({ isTrained, isFrozen }) => isTrained && !isFrozen)
  return new Set(moving.flatMap(({ members }) => members.map(({ name }) => name)))
}

/** What a teacher answers to the training rows. */
export type AskTeacher = (data: TrainingData) => Promise<Float32Array>

/** @param run of the student @returns its weights. */
export async function teachStudent(
  { run, objective, tools }: SmallerOptions,
  method: Distil,
  ask: AskTeacher,
): Promise<Weights> {
  const { temperature, alpha, epochs, learningRate } = method
  const answers = await ask(run.data.train)
  const request = toRunnerRequest(run)
  const { output } = run.request
  const teacher: Distillation = { temperature, alpha }
  const isOfClasses = output.kind === 'classes'
  const train = { ...run.data.train, teacher: isOfClasses ? soften(answers, run, temperature) : answers }
  const runner = await createRunner({ ...request, train, teacher })
  try {
    return await fineTune({
      ...{ run, runner, objective, tools, epochs, changed: null },
      learningRate: learningRate ?? run.request.training.learningRate,
    })
  } finally {
    await runner.dispose()
  }
}

/** Probabilities at temperature 1 become those at another: p^(1/T), made to add up to 1. */
function soften(probabilities: Float32Array, { data }: RunOnData, temperature: number): Float32Array {
  const width = probabilities.length / data.train.rows
  const power = (value: number): number => Math.max(value, 1e-12) ** (1 / temperature)
  if (width === 1) {
    return probabilities.map((value) => power(value) / (power(value) + power(1 - value)))
  }
  const softened = probabilities.map(power)
  for (let row = 0; row < softened.length; row += width) {
    const shares = softened.subarray(row, row + width)
    const sum = shares.reduce((all, value) => all + value, 0)
    shares.forEach((value, label) => (shares[label] = value / sum))
  }
  return softened
}

/** Rows as they are trained on; with `isStill` as they are without augmentation, so that a teacher can answer to them beforehand. */
export async function readRunData(folder: string, meta: PreparedMeta, isStill: boolean) {
  const data = await createDataShelf()(folder)
  if (!isStill || data.pictures === undefined) return data
  const { pictures: _pictures, trainSample: _sample, ...rest } = data
  return { ...rest, train: await readPreparedPart(folder, 'train', meta) }
}
