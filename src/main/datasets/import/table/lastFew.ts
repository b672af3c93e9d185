/** @file Remembers the last few results of what is slow to make. */

export interface LastFew<T> {
  /** @returns what was made for this key, or makes it; what fails is not remembered. */
  get(key: string, make: () => T): T
}

export function createLastFew<T extends Promise<unknown>>(count: number): LastFew<T> {
  const known = new Map<string, T>()
  return {
    get(key, make) {
      const found = known.get(key) ?? make()
      known.delete(key)
      known.set(key, found)
      found.catch(() => known.delete(key))
      const [oldest] = known.keys()
      if (known.size > count && oldest !== undefined) known.delete(oldest)
      return found
    },
  }
}
