import { chooseMeasured, type ComputeLimits, type Measurement } from '@shared/domain/compute'

/** Which measurement new studies of a model go by, and why. */
export interface ExplainedChoice {
  readonly used: Measurement | null
  /**
   * `only`: nothing else could be measured; `fastest`: `ratio` times the next; `simplest`: others are hardly faster;
   * `chosen`: the device, the engine or the threads were set; `instead`: what was set cannot train it; `none`: nothing could be
   * measured.
   */
  readonly why: 'only' | 'fastest' | 'simplest' | 'chosen' | 'instead' | 'none'
  /** Rows a second against the best of the others. */
  readonly ratio: number
}

export function explainChoice(measurements: readonly Measurement[], limits: ComputeLimits): ExplainedChoice {
  const { used, isInstead } = chooseMeasured(measurements, limits)
  if (used === null) return { used, why: 'none', ratio: 1 }
  if (isInstead) return { used, why: 'instead', ratio: 1 }
  const others = measurements.filter(({ speed }) => speed !== null && speed !== used.speed)
  const best = Math.max(0, ...others.map(({ speed }) => speed?.samplesPerSecond ?? 0))
  const ratio = best === 0 ? Infinity : (used.speed?.samplesPerSecond ?? 0) / best
  if (best === 0) return { used, why: 'only', ratio }
  const { compute, engine = 'auto', threads = null } = limits
  const isFree = compute === 'auto' && engine === 'auto' && threads === null
  if (!isFree) return { used, why: 'chosen', ratio }
  return { used, why: ratio >= 1 ? 'fastest' : 'simplest', ratio }
}
