/** @file When a core that died is started again: at once, then more and more slowly, and not for ever. */

const DELAYS_MS = [0, 500, 2_000, 5_000]
/** A core that lived this long gets a fresh start. */
const FORGET_AFTER_MS = 60_000

export interface RestartPolicy {
  /** @returns how long to wait before the next start, or null to give up. Called once a death. */
  nextDelayMs(now: number): number | null
}

export function createRestartPolicy(): RestartPolicy {
  let deaths: number[] = []
  return {
    nextDelayMs(now) {
      deaths = [...deaths.filter((at) => now - at < FORGET_AFTER_MS), now]
      return DELAYS_MS[deaths.length - 1] ?? null
    },
  }
}
