/** @file One run that is read at several lengths. */
import type { RunRequest } from '../../../../shared/contract/worker'
import { invariant } from '../../../../shared/errors/appError'
import type { CheckpointKeeper } from '../checkpointKeeper'
import { trainRun, type TrainedRun, type TrainRunOptions } from '../trainRun'
import type { Lane } from './lanes'
import type { TogetherListener } from './member'

export interface TrainLaneOptions extends Omit<TrainRunOptions, 'request' | 'onStep' | 'afterEpoch'> {
  readonly lane: Lane
  readonly checkpoints: CheckpointKeeper
  readonly listener: TogetherListener
}

/**
 * What a shorter run gives is what the longer one has at its length, patience included. Returns when all are over, each
 * told to the listener; those that are not when it was stopped are told nothing.
 */
export async function trainLane({ lane, listener, ...options }: TrainLaneOptions): Promise<void> {
  const { control } = options
  const open = () => lane.readings.filter(({ runId }) => listener.isWanted(runId))
  const finish = async (readings: readonly RunRequest[], read: () => TrainedRun): Promise<void> => {
    for (const reading of readings) {
      try {
        const { result, weights } = read()
        const isStoppedEarly = result.steps < reading.training.epochs
        await listener.onFinished(reading, { weights, result: { ...result, isStoppedEarly } })
      } catch (thrown) {
        listener.onFailed(reading.runId, thrown)
      }
    }
  }
  const trained = await trainRun({
    ...options,
    request: lane.request,
    checkpoints: beforeFirst(lane, options.checkpoints),
    onStep: (step) => {
      for (const { runId, training } of open()) if (step.step <= training.epochs) listener.onStep(runId, step)
    },
    afterEpoch: async (epochs, read) => {
      await finish(
        open().filter(({ training }) => training.epochs === epochs),
        read,
      )
      if (open().length === 0) control.stop()
    },
  })
  if (trained !== null) await finish(open(), () => trained)
}

/** A checkpoint beyond the end of a shorter run has nothing of it: the run then begins anew. */
function beforeFirst({ readings: [shortest] }: Lane, keeper: CheckpointKeeper): CheckpointKeeper {
  invariant(shortest, 'a lane has a run')
  return {
    ...keeper,
    load: async () => {
      const found = await keeper.load()
      return found !== null && found.steps.length < shortest.training.epochs ? found : null
    },
  }
}
