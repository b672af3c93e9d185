/** @file Asks the disk for many small things at once. */
import { inFlight } from '../images/inFlight'

/** @returns what `read` makes of every item, in their order. */
export async function mapInFlight<T, U>(items: readonly T[], read: (item: T) => Promise<U>): Promise<U[]> {
  const results: U[] = []
  await inFlight(items.length, async (index) => {
    results[index] = await read(items[index] as T)
  })
  return results
}
