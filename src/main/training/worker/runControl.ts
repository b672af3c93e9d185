/** @file Pause, resume and stop of a run, which looks at them between chunks. */

export interface RunControl {
  pause(): void
  resume(): void
  stop(): void
  /**
   * Waits while paused.
   * @param beforeRest what has to be done before it comes to rest or ends
   * @returns whether to go on; false once stopped.
   */
  pass(beforeRest?: () => Promise<void>): Promise<boolean>
}

/** @param onPaused called every time the run has come to rest */
export function createRunControl(onPaused: () => void): RunControl {
  let isPaused = false
  let isStopped = false
  let wake: () => void = () => undefined
  return {
    pause: () => {
      isPaused = true
    },
    resume: () => {
      isPaused = false
      wake()
    },
    stop: () => {
      isStopped = true
      wake()
    },
    pass: async (beforeRest) => {
      if (isPaused || isStopped) await beforeRest?.()
      while (isPaused && !isStopped) {
        const woken = new Promise<void>((resolve) => (wake = resolve))
        onPaused()
        await woken
      }
      return !isStopped
    },
  }
}

/** A control for one of several runs: stopping it leaves the others alone, and it rests and ends when they do. */
export function partOf(whole: RunControl): RunControl {
  let isStopped = false
  return {
    ...whole,
    stop: () => {
      isStopped = true
    },
    pass: async (beforeRest) => {
      if (!isStopped) return whole.pass(beforeRest)
      await beforeRest?.()
      return false
    },
  }
}
