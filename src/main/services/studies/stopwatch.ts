import type { Clock } from '../context'

/** Adds up running time; it stands still while stopped. */
export interface Stopwatch {
  start(): void
  stop(): void
  elapsedMs(): number
}

export function createStopwatch(clock: Pick<Clock, 'monotonicMs'>, elapsedBefore = 0): Stopwatch {
  let total = elapsedBefore
  let since: number | null = null
  const running = (): number => (since === null ? 0 : clock.monotonicMs() - since)
  return {
    start: () => {
      since ??= clock.monotonicMs()
    },
    stop: () => {
      total += running()
      since = null
    },
    elapsedMs: () => Math.round(total + running()),
  }
}
