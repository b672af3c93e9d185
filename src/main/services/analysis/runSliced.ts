import type { Sliced } from '../../search'
import type { Clock } from '../context'

/** How long the core may be deaf at a time: requests of the window and messages of workers wait no longer. */
const SLICE_MS = 8

/** Does sliced work in the core itself, in between everything else. */
export async function runSliced<Result>(
  work: Sliced<Result>,
  clock: Pick<Clock, 'monotonicMs'>,
): Promise<Result> {
  for (;;) {
    const end = clock.monotonicMs() + SLICE_MS
    do {
      const step = work.next()
      if (step.done) return step.value
    } while (clock.monotonicMs() < end)
    await new Promise((resolve) => setImmediate(resolve))
  }
}
