import type { Measurement, Speed } from '../../../shared/domain/compute'
import type { RunRequest } from '../../../shared/contract/worker'
import { RunId } from '../../../shared/domain/ids'
import type { MeasureOutcome, WorkerPool } from '../../training'
import { createId } from '../context'
import type { Candidate } from './candidates'

/** Time for the steps of one candidate. */
const FOR_MS = 300

export interface MeasuredCandidates {
  readonly measurements: Measurement[]
  /** 0 where nothing could be measured. */
  readonly weightCount: number
}

/** One candidate after the other, each with as many trials at once as it would have. */
export async function measureModel(
  workers: Pick<WorkerPool, 'measure'>,
  request: RunRequest,
  candidates: readonly Candidate[],
): Promise<MeasuredCandidates> {
  const measurements: Measurement[] = []
  let weightCount = 0
  for (const { trials, problem, ...place } of candidates) {
    if (problem !== undefined) {
      measurements.push({ placement: place.placement, trials, speed: null, reason: problem })
      continue
    }
    const outcomes = await Promise.all(
      Array.from({ length: trials }, () =>
        workers.measure({
          request: { ...request, runId: createId(RunId), ...place },
          forMs: FOR_MS,
        }),
      ),
    )
    measurements.push({ placement: place.placement, trials, ...summarise(outcomes) })
    for (const outcome of outcomes) if (outcome.kind === 'measured') weightCount = outcome.weightCount
  }
  return { measurements, weightCount }
}

/** Where one of them finds no room, there is none for so many. */
function summarise(outcomes: readonly MeasureOutcome[]): Pick<Measurement, 'speed' | 'reason'> {
  const speeds: Speed[] = []
  for (const outcome of outcomes) {
    if (outcome.kind === 'measured') speeds.push(outcome.speed)
    else return { speed: null, reason: { code: outcome.error.code, details: { ...outcome.error.details } } }
  }
  const sum = (of: (speed: Speed) => number): number => speeds.reduce((total, speed) => total + of(speed), 0)
  return {
    speed: {
      msPerStep: sum(({ msPerStep }) => msPerStep) / speeds.length,
      samplesPerSecond: sum(({ samplesPerSecond }) => samplesPerSecond),
    },
    reason: null,
  }
}
