/** @file Several runs of a worker at the same time. */
import type { RunRequest } from '../../../../shared/contract/worker'
import type { RunId } from '../../../../shared/domain/ids'
import type { AppError } from '../../../../shared/errors/appError'
import type { CreatePopulation } from '../../population/types'
import type { CreateRunner } from '../../types'
import { type CheckpointKeeper, keeperOf } from '../checkpointKeeper'
import { readRun, type RunSource } from '../../backbones/readRun'
import type { ReadData } from '../../rows/dataShelf'
import { createRunControl, partOf, type RunControl } from '../runControl'
import { tellAlive } from '../../stepReporter'
import { toLanes } from './lanes'
import { createRunStories, type RunStories, type StoryOptions } from './runStories'
import { trainLane } from './trainLane'
import { trainTogether } from './trainTogether'

export interface TogetherOptions extends StoryOptions {
  readonly createRunner: CreateRunner
  readonly createPopulation: CreatePopulation
  readonly readData: ReadData
  /** Called when all runs are over, before the last of them is told so. */
  readonly onEnd: () => void
}

/** Runs that are being trained; they pause together, but each can be given up on its own. */
export interface RunsTogether extends Pick<RunControl, 'pause' | 'resume' | 'stop'> {
  /** Answered by `stopped`; the others go on. */
  drop(runId: RunId): void
}

export function serveTogether(options: TogetherOptions, requests: readonly RunRequest[]): RunsTogether {
  const stories = createRunStories(options, requests)
  const control = createRunControl(stories.paused)
  void train(options, { requests, stories, control })
  return {
    ...control,
    drop: (runId) => {
      stories.stop(runId)
      if (stories.isOver()) control.stop()
    },
  }
}

interface Work {
  readonly requests: readonly RunRequest[]
  readonly stories: RunStories
  readonly control: RunControl
}

/** Never rejects. */
async function train(options: TogetherOptions, work: Work): Promise<void> {
  const { stories } = work
  const endTelling = tellAlive(options.port, stories.flush)
  try {
    await trainLanes(options, work)
    stories.stopAll()
  } catch (thrown) {
    stories.failAll(thrown)
  } finally {
    endTelling()
    options.onEnd()
    stories.close()
  }
}

/**
 * One that is read at several lengths is a run like any other, checkpoints included. Rows that augmentation changes are
 * others for every run: such runs are trained one after the other.
 */
async function trainLanes(options: TogetherOptions, { requests, stories, control }: Work): Promise<void> {
  const { clock, createRunner, createPopulation } = options
  const goesOn = (): Promise<boolean> => control.pass()
  const sources: RunSource[] = []
  for (const request of requests) {
    const source = await readRun(request, { readData: options.readData, now: () => clock.now(), goesOn })
    if (source === null) return
    sources.push(source)
  }
  const [first] = sources
  if (first === undefined) return
  // Whoever is trained together reads the same rows.
  const { data } = first
  const lanes = toLanes(
    sources.map(({ request }) => request),
    data.meta,
  )
  const keeper = (request: RunRequest): CheckpointKeeper => {
    const onFailure = (error: AppError): void => stories.warn(request.runId, error)
    return keeperOf({ request, meta: data.meta, clock, onFailure })
  }
  if (lanes.length > 1 && data.pictures === undefined) {
    return trainTogether({
      lanes,
      data,
      createPopulation,
      control,
      clock,
      listener: stories,
      keeperOf: keeper,
    })
  }
  for (const lane of lanes) {
    const checkpoints = keeper(lane.request)
    const own = partOf(control)
    await trainLane({ lane, data, createRunner, control: own, clock, checkpoints, listener: stories })
  }
}
