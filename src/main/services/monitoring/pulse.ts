import type { Clock } from '../context'

/** How long it rests between two words, milliseconds. */
const REST_MS = 1000

/** @returns what tells of a change: at once after a rest, and of all that follows within a second once, at its end. */
export function createPulse({ after }: Pick<Clock, 'after'>, tell: () => void): () => void {
  let isResting = false
  let isDue = false
  const speak = (): void => {
    isResting = true
    isDue = false
    after(REST_MS, () => {
      isResting = false
      if (isDue) speak()
    })
    tell()
  }
  return () => {
    if (isResting) isDue = true
    else speak()
  }
}
