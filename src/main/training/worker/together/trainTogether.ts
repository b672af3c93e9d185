/** @file Several runs from the first epoch to the best weights of each, trained as one. Knows nothing of processes or files. */
import type { RunRequest } from '../../../../shared/contract/worker'
import { AppError } from '../../../../shared/errors/appError'
import type { CreatePopulation, PopulationRunner } from '../../population/types'
import type { Evaluation } from '../../types'
import { type CheckpointKeeper, NO_CHECKPOINTS } from '../checkpointKeeper'
import { createChunkPlanner, type ChunkPlanner } from '../chunkPlanner'
import type { RunData } from '../../rows/dataShelf'
import { measureEpoch, refuseNegativeCounts, shuffledRows, toRunnerRequest } from '../epoch'
import type { RunControl } from '../runControl'
import type { Clock } from '../../stepReporter'
import type { Lane } from './lanes'
import { Member, type TogetherListener } from './member'

export interface TrainTogetherOptions {
  /** Of one dataset version, one size of batches and one structure of programs. */
  readonly lanes: readonly Lane[]
  readonly data: RunData
  readonly createPopulation: CreatePopulation
  readonly control: RunControl
  readonly clock: Clock
  readonly listener: TogetherListener
  /** @default nothing is kept */
  readonly keeperOf?: (request: RunRequest) => CheckpointKeeper
}

/** All that goes on while members are open. */
interface Progress extends TrainTogetherOptions {
  readonly runner: PopulationRunner
  readonly planner: ChunkPlanner
  readonly stepsPerEpoch: number
  readonly batchSize: number
  /** Open ones, in the order of the runner's. */
  members: readonly Member[]
}

/**
 * What each run gives is what it would give alone: its figures do not depend on who else is there. Returns when all runs
 * are over, each told to the listener; those that are not when it was stopped are told nothing.
 */
export async function trainTogether(options: TrainTogetherOptions): Promise<void> {
  const { lanes, data, createPopulation, listener } = options
  const runOnData = lanes.map(({ request }) => ({ request, data }))
  runOnData.forEach(refuseNegativeCounts)
  const runner = await createPopulation(runOnData.map(toRunnerRequest))
  try {
    const batchSize = lanes[0]?.request.training.batchSize ?? 1
    const stepsPerEpoch = Math.ceil(data.train.rows / batchSize)
    const { weightCount } = runner
    const members = lanes.map((lane) => {
      const checkpoints = options.keeperOf?.(lane.request) ?? NO_CHECKPOINTS
      return new Member({ lane, stepsPerEpoch, weightCount, listener, checkpoints })
    })
    const planner = createChunkPlanner()
    await trainEpochs({ ...options, runner, planner, stepsPerEpoch, batchSize, members })
  } finally {
    await runner.dispose()
  }
}

async function trainEpochs(progress: Progress): Promise<void> {
  for (let epoch = 1; progress.members.length > 0; epoch++) {
    if (!(await trainEpoch(progress, epoch))) return
    await endEpoch(progress, epoch)
  }
}

/** @returns whether to go on; false once stopped. */
async function trainEpoch(progress: Progress, epoch: number): Promise<boolean> {
  const { data, planner, clock, runner, stepsPerEpoch, batchSize } = progress
  const orders = new Map(
    progress.members.map((member) => [member, shuffledRows(data.train.rows, member.request.seed, epoch)]),
  )
  let step = (epoch - 1) * stepsPerEpoch
  for (let at = 0; at < data.train.rows;) {
    if (!(await pass(progress, at))) return false
    const end = Math.min(data.train.rows, at + planner.batches() * batchSize)
    const batches = Math.ceil((end - at) / batchSize)
    const startedAt = clock.now()
    const losses = await runner.trainChunk(
      progress.members.map((member) => ({
        order: orders.get(member)?.subarray(at, end) ?? new Int32Array(),
        learningRates: member.rates.slice(step, batches),
      })),
    )
    planner.took(batches, clock.now() - startedAt)
    progress.members.forEach((member, index) => {
      if (!losses[index]?.every(Number.isFinite))
        member.fail(new AppError('training/diverged', { step: epoch }))
    })
    step += batches
    at = end
    await keepOpen(progress)
  }
  return pass(progress, data.train.rows)
}

async function endEpoch(progress: Progress, epoch: number): Promise<void> {
  const { runner, members, data } = progress
  if (members.length === 0) return
  const train = await runner.evaluate('train')
  const validation = await runner.evaluate('validation')
  for (const [index, member] of members.entries()) {
    try {
      const evaluated = { epoch, train: at(train, index), validation: at(validation, index) }
      const step = measureEpoch({ request: member.request, data }, evaluated)
      await member.endEpoch({ step, weights: () => runner.weights(index) })
    } catch (thrown) {
      member.fail(thrown)
    }
  }
  await keepOpen(progress)
}

/** Waits while paused, and lets go of what nobody wants, each kept as it is now. @returns whether to go on. */
async function pass(progress: Progress, rowsDone: number): Promise<boolean> {
  const save = async (isMeant: (member: Member) => boolean): Promise<void> => {
    for (const [index, member] of progress.members.entries()) {
      if (isMeant(member)) await member.save({ rowsDone, runner: () => progress.runner.state(index) })
    }
  }
  const goesOn = await progress.control.pass(() => save(() => true))
  if (goesOn) await save(({ isDropped, isDue }) => isDropped || isDue)
  for (const member of progress.members) member.keepWanted()
  await keepOpen(progress)
  return goesOn && progress.members.length > 0
}

/** Members that are over are trained no further. */
async function keepOpen(progress: Progress): Promise<void> {
  const open = [...progress.members.keys()].filter((index) => progress.members[index]?.isOpen)
  if (open.length === progress.members.length) return
  progress.members = progress.members.filter(({ isOpen }) => isOpen)
  if (open.length > 0) await progress.runner.keep(open)
}

function at(evaluations: readonly Evaluation[], index: number): Evaluation {
  return evaluations[index] ?? { loss: Number.NaN, predictions: new Float32Array() }
}
