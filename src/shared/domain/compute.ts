/** @file How fast this machine trains a model with each engine, device and number of threads, and which of them is taken. */
import * as v from 'valibot'
import { ENGINES, ONE_THREAD, Placement } from './device'
import { StudyId } from './ids'
import { Reason } from './study'

/** `auto` takes what was measured to be fastest. */
export const COMPUTE_CHOICES = ['auto', 'cpu', 'gpu'] as const
export const ComputeChoice = v.picklist(COMPUTE_CHOICES)
export type ComputeChoice = v.InferOutput<typeof ComputeChoice>

/** Which engine may train; `auto` takes what was measured to be fastest. */
export const ENGINE_CHOICES = ['auto', ...ENGINES] as const
export const EngineChoice = v.picklist(ENGINE_CHOICES)
export type EngineChoice = v.InferOutput<typeof EngineChoice>

/** What the user lets train. */
export interface ComputeLimits {
  readonly compute: ComputeChoice
  /** @default 'auto' */
  readonly engine?: EngineChoice | undefined
  /** Of a trial on the CPU; null: as many as are fastest. @default null */
  readonly threads?: number | null | undefined
}

/** Whether it is allowed to train there. */
export function fitsChoice({ device, engine, threads }: Placement, limits: ComputeLimits): boolean {
  const { compute, engine: wanted = 'auto' } = limits
  if (wanted !== 'auto' && engine !== wanted) return false
  if (device === 'cpu' && threads !== (limits.threads ?? threads)) return false
  return compute === 'auto' || (compute === 'cpu') === (device === 'cpu')
}

export const Speed = v.strictObject({
  /** Of one trial, while the others run beside it. */
  msPerStep: v.number(),
  /** Rows trained a second, by all trials together. */
  samplesPerSecond: v.number(),
})
export type Speed = v.InferOutput<typeof Speed>

export const Measurement = v.strictObject({
  placement: Placement,
  /** Trials at the same time with which it was measured: as many as the machine has room for and the study wants. */
  trials: v.number(),
  /** Null where it could not be measured. */
  speed: v.nullable(Speed),
  reason: v.nullable(Reason),
})
export type Measurement = v.InferOutput<typeof Measurement>

/** A model as it was measured on this machine. */
export const MeasuredModel = v.strictObject({
  /** Follows from the model's shape, the size of its batches, the machine and the versions. */
  key: v.string(),
  /** The study it was measured for. */
  studyId: StudyId,
  name: v.string(),
  weightCount: v.number(),
  batchSize: v.number(),
  /** Trials that the study wants at the same time. */
  parallel: v.number(),
  measurements: v.array(Measurement),
  measuredAt: v.number(),
})
export type MeasuredModel = v.InferOutput<typeof MeasuredModel>

/** How much faster another engine or device has to be than the one before it: less is noise. */
export const ENGINE_ADVANTAGE = 1.03

/** How much faster more threads have to be that leave as many trials at the same time. With the above at most 5 % are given away. */
export const THREADS_ADVANTAGE = 1.02

/** How much faster they have to be where fewer trials run at the same time for them: another number of both changes more than last digits. */
export const FEWER_TRIALS_ADVANTAGE = 1.25

/**
 * Milliseconds a step takes on one thread before it is shared by several. Of less they gain nothing that is not noise, while
 * their last digits are others: the same seed shall give the same results whatever else the machine did while it was measured.
 */
export const WORTH_SHARING_MS = 0.2

/**
 * First the number of threads and of trials at once for each engine and device, then the fastest of those.
 * @returns the placement with the most rows a second of the whole machine; null where nothing could be measured.
 */
export function chooseFastest(measurements: readonly Measurement[]): Measurement | null {
  const places = new Map<string, Measurement[]>()
  for (const measurement of measurements) {
    const { engine, device } = measurement.placement
    const place = `${engine} ${device}`
    places.set(place, [...(places.get(place) ?? []), measurement])
  }
  const best = [...places.values()].map(fastestOfPlace).filter((found) => found !== null)
  return takeFaster(best, () => ENGINE_ADVANTAGE)
}

export interface ChosenMeasurement {
  readonly used: Measurement | null
  /** Whether nothing of what is allowed could be measured. */
  readonly isInstead: boolean
}

/**
 * The fastest of what is allowed; where nothing of it can train, another engine on the device that was chosen, else what everything
 * can be trained with.
 */
export function chooseMeasured(
  measurements: readonly Measurement[],
  limits: ComputeLimits,
): ChosenMeasurement {
  const fastestBy = (allowed: ComputeLimits): Measurement | null =>
    chooseFastest(measurements.filter(({ placement }) => fitsChoice(placement, allowed)))
  const used = fastestBy(limits)
  if (used !== null) return { used, isInstead: false }
  const plain = measurements.filter(({ placement: { engine, device, threads } }) => {
    return engine === ONE_THREAD.engine && device === ONE_THREAD.device && threads === ONE_THREAD.threads
  })
  return { used: fastestBy({ ...limits, engine: 'auto' }) ?? chooseFastest(plain), isInstead: true }
}

function fastestOfPlace(measurements: readonly Measurement[]): Measurement | null {
  const alone = measurements.find(({ placement }) => placement.device === 'cpu' && placement.threads === 1)
  const isWorthSharing = (alone?.speed?.msPerStep ?? Infinity) >= WORTH_SHARING_MS
  const eligible = measurements.filter(
    ({ speed, placement }) => speed !== null && (placement.threads === 1 || isWorthSharing),
  )
  return takeFaster(eligible, (best, next) =>
    next.trials < best.trials ? FEWER_TRIALS_ADVANTAGE : THREADS_ADVANTAGE,
  )
}

/** The first, unless a later one is so many times as fast. */
function takeFaster(
  measurements: readonly Measurement[],
  advantageOver: (best: Measurement, next: Measurement) => number,
): Measurement | null {
  const speedOf = ({ speed }: Measurement): number => speed?.samplesPerSecond ?? 0
  return measurements.reduce<Measurement | null>(
    (best, next) =>
      best === null || speedOf(next) > advantageOver(best, next) * speedOf(best) ? next : best,
    null,
  )
}
