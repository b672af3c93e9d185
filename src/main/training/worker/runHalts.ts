/** @file Where a run stands still to be judged, and that it waits there. */

export interface RunHalts {
  /** Whether the run stands still after so many epochs. */
  isDue(epochs: number): boolean
  /** Tells that it stands still, and waits. @returns whether to go on; false once stopped. */
  wait(epochs: number): Promise<boolean>
  /** @param haltAfter the next halt; null: none */
  goOn(haltAfter: number | null): void
  stop(): void
}

/** @param onHalted called every time the run has come to stand still */
export function createRunHalts(first: number | null, onHalted: (epochs: number) => void): RunHalts {
  let haltAfter = first
  let isStopped = false
  let answer: () => void = () => undefined
  return {
    isDue: (epochs) => epochs === haltAfter,
    wait: async (epochs) => {
      haltAfter = null
      if (isStopped) return false
      const answered = new Promise<void>((resolve) => (answer = resolve))
      onHalted(epochs)
      await answered
      return !isStopped
    },
    goOn: (next) => {
      haltAfter = next
      answer()
    },
    stop: () => {
      isStopped = true
      answer()
    },
  }
}

export const NO_HALTS: RunHalts = createRunHalts(null, () => undefined)
