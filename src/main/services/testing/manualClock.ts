import type { Clock } from '../context'

/** A clock that moves when a test says so. */
export interface ManualClock extends Clock {
  /** Moves on and does, in order, what has become due. */
  advance(ms: number): void
}

export function createManualClock(): ManualClock {
  let time = 1_000_000
  let due: { readonly at: number; readonly work: () => void }[] = []
  return {
    now: () => time,
    monotonicMs: () => time,
    after(ms, work) {
      const timer = { at: time + ms, work }
      due.push(timer)
      return () => {
        due = due.filter((other) => other !== timer)
      }
    },
    advance(ms) {
      time += ms
      const ripe = due.filter(({ at }) => at <= time).sort((left, right) => left.at - right.at)
      due = due.filter(({ at }) => at > time)
      for (const { work } of ripe) work()
    },
  }
}
