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

/** Bars of one lane that look alike and stand closer than an eye can tell, drawn as one. */
export interface TimelineRun<Bar extends TimelineSpan> {
  readonly first: Bar
  readonly last: Bar
  readonly lane: number
  readonly start: number
  readonly end: number
  readonly count: number
}

/** Fewer bars are all drawn as they are. */
const FEW = 1500
/** Of the whole time; what is shorter, and what lies closer together, is less than a pixel. */
const RESOLUTION = 1500

/** @returns bars in order of time; of very many, neighbours of a lane with the same `look` as one as long as that hides no gap. */
export function joinBars<Bar extends TimelineSpan>(
  bars: readonly Bar[],
  lookOf: (bar: Bar) => string,
): TimelineRun<Bar>[] {
  const { lanes } = assignLanes(bars)
  const order = [...bars.keys()].sort((a, b) => startOf(bars, a) - startOf(bars, b) || a - b)
  const begin = startOf(bars, order[0] ?? 0)
  const whole = bars.reduce((most, { end }) => Math.max(most, end), begin) - begin
  const gap = bars.length > FEW ? whole / RESOLUTION : -1
  const runs: TimelineRun<Bar>[] = []
  const latest = new Map<number, number>()
  for (const index of order) {
    const bar = bars[index]
    if (bar === undefined) continue
    const lane = lanes[index] ?? 0
    const place = latest.get(lane) ?? -1
    const run = runs[place]
    if (run !== undefined && bar.start - run.end <= gap && lookOf(run.last) === lookOf(bar)) {
      runs[place] = { ...run, last: bar, end: bar.end, count: run.count + 1 }
    } else {
      latest.set(lane, runs.length)
      runs.push({ first: bar, last: bar, lane, start: bar.start, end: bar.end, count: 1 })
    }
  }
  return runs
}

function startOf(spans: readonly TimelineSpan[], index: number): number {
  return spans[index]?.start ?? 0
}
