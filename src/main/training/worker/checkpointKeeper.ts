/** @file When a run's checkpoint is read and written, and that no failure of it harms the run. */
import type { CheckpointPlan, RunRequest } from '../../../shared/contract/worker'
import type { PreparedMeta } from '../../../shared/domain/preparedMeta'
import { type AppError, toAppError } from '../../../shared/errors/appError'
import { type Checkpoint, readCheckpoint, writeCheckpoint } from '../checkpoints/checkpoint'
import { identifyRun } from '../checkpoints/identifyRun'
import type { Clock } from '../stepReporter'

export interface CheckpointKeeper {
  /** @returns where to go on from; null where there is nothing of this run. */
  load(): Promise<Checkpoint | null>
  /** Whether the last write is long enough ago. */
  isDue(): boolean
  /** Never throws: a run without a checkpoint is better than no run. */
  save(make: () => Promise<Omit<Checkpoint, 'identity'>>): Promise<void>
}

export interface KeeperOptions {
  readonly plan: CheckpointPlan
  /** Of the run, see `identifyRun`. */
  readonly identity: string
  readonly clock: Clock
  /** Told why a checkpoint could not be written, or why one that is there was refused. */
  readonly onFailure: (error: AppError) => void
}

/** Writing takes at most one part in so many of the time, however large the model. */
const LEAST_REST = 20

export function createCheckpointKeeper({
  plan,
  identity,
  clock,
  onFailure,
}: KeeperOptions): CheckpointKeeper {
  let restsUntil = clock.now() + plan.everySeconds * 1000
  return {
    load: async () => {
      try {
        const found = await readCheckpoint(plan.file)
        return found.identity === identity || isFork(found, plan) ? found : null
      } catch (thrown) {
        if (!isAbsent(thrown)) onFailure(toAppError(thrown))
        return null
      }
    },
    isDue: () => clock.now() >= restsUntil,
    save: async (make) => {
      const startedAt = clock.now()
      try {
        await writeCheckpoint(plan.file, { identity, ...(await make()) })
      } catch (thrown) {
        onFailure(toAppError(thrown))
      }
      const endedAt = clock.now()
      restsUntil = endedAt + Math.max(plan.everySeconds * 1000, LEAST_REST * (endedAt - startedAt))
    },
  }
}

export interface RunKeeperOptions extends Pick<KeeperOptions, 'clock' | 'onFailure'> {
  readonly request: RunRequest
  readonly meta: PreparedMeta
}

/** The keeper that a run asks for. */
export function keeperOf({ request, meta, clock, onFailure }: RunKeeperOptions): CheckpointKeeper {
  const { checkpoint: plan } = request
  if (plan === null) return NO_CHECKPOINTS
  return createCheckpointKeeper({ plan, identity: identifyRun(request, meta), clock, onFailure })
}

/** For runs that nothing is kept of. */
export const NO_CHECKPOINTS: CheckpointKeeper = {
  load: () => Promise.resolve(null),
  isDue: () => false,
  save: () => Promise.resolve(),
}

/** A run of other settings, cut off where this one begins. */
function isFork({ steps, rowsDone }: Checkpoint, { forkedAfter }: CheckpointPlan): boolean {
  return forkedAfter !== null && steps.length === forkedAfter && rowsDone === 0
}

function isAbsent(thrown: unknown): boolean {
  const cause = thrown instanceof Error ? thrown.cause : null
  return cause instanceof Error && 'code' in cause && cause.code === 'ENOENT'
}
