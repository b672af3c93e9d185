/** @file How far something is that has many parts, the sizes of which become known on the way. */

export type Progress = (done: number, total: number) => void

export interface Meter {
  /** One more part, of so many bytes; null where nobody knows yet. @returns says how far this part is, perhaps of how many bytes */
  part(size: number | null): (done: number, size?: number | null) => void
}

export function createMeter(progress: Progress): Meter {
  const parts: { done: number; size: number }[] = []
  const tell = (): void => {
    const sum = (of: 'done' | 'size') => parts.reduce((total, part) => total + part[of], 0)
    progress(sum('done'), Math.max(1, sum('size')))
  }
  return {
    part(size) {
      const own = { done: 0, size: size ?? 0 }
      parts.push(own)
      return (done, known) => {
        own.size = Math.max(known ?? own.size, done)
        own.done = done
        tell()
      }
    },
  }
}
