/** @file Many small pieces of work that wait for the disk or for native code, several at a time. */
import { availableParallelism } from 'node:os'
import type { OnPictures } from './types'

/** Node's pool has four threads; a few more pieces keep them busy while answers travel. */
const PIECES = Math.min(8, availableParallelism() + 2)

/**
 * Calls `work` for 0 … count − 1, beginning in this order. The first that throws ends it: no further one begins.
 * @param onProgress told after each one
 */
export async function inFlight(
  count: number,
  work: (index: number) => Promise<void>,
  onProgress?: OnPictures,
): Promise<void> {
  let next = 0
  let done = 0
  const takeTurns = async (): Promise<void> => {
    while (next < count) {
      const index = next++
      try {
        await work(index)
      } catch (thrown) {
        next = count
        throw thrown
      }
      onProgress?.(++done, count)
    }
  }
  await Promise.all(Array.from({ length: Math.min(PIECES, count) }, takeTurns))
}
