/** A trial in time, in milliseconds; what still goes on ends now. */
export interface TimelineSpan {
  readonly number: number
  readonly start: number
  readonly end: number
}

/**
 * @returns the lane of every span, from 0, and how many there are: each takes the lowest one that is free, so there are as many as trials went on at the same
 * time.
 */
export function assignLanes(spans: readonly TimelineSpan[]): { lanes: number[]; count: number } {
  const order = [...spans.keys()].sort((a, b) => startOf(spans, a) - startOf(spans, b) || a - b)
  const ends: number[] = []
  const lanes = new Array<number>(spans.length).fill(0)
  for (const index of order) {
    const start = startOf(spans, index)
    const free = ends.findIndex((end) => end <= start)
    const lane = free < 0 ? ends.length : free
    ends[lane] = spans[index]?.end ?? start
    lanes[index] = lane
  }
  return { lanes, count: ends.length }
}

function startOf(spans: readonly TimelineSpan[], index: number): number {
  return spans[index]?.start ?? 0
}
