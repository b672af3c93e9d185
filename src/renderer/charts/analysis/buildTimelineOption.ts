import type { TrialState } from '@shared/domain/trial'
import type { ChartTheme } from '../chartTheme'
import { axisLook, commonOption, escapeHtml, labelsInside, tooltipOption } from '../commonOption'
import type { Chosen } from './chosen'
import { assignLanes, joinBars, type TimelineRun, type TimelineSpan } from './timelineLanes'
import type { DrawApi } from '../drawApi'

export interface TimelineBar extends TimelineSpan {
  readonly state: TrialState
}

export interface TimelineInput {
  readonly bars: readonly TimelineBar[]
  readonly chosen: Chosen
  readonly theme: ChartTheme
  /** A span since the beginning of the first trial. */
  readonly formatTime: (ms: number) => string
  readonly stateLabel: (state: TrialState) => string
  readonly trialLabel: (number: number) => string
}

const LANE = 16
const MOST_LANES = 24
const BORDER = 30

/** Pixels that the lanes of these bars need. */
export function timelineHeight(bars: readonly TimelineBar[]): number {
  const { count } = assignLanes(bars)
  return BORDER + Math.min(MOST_LANES, Math.max(count, 2)) * LANE
}

/** When each trial went on and how it ended, side by side as they ran. */
export function buildTimelineOption(input: TimelineInput) {
  const { bars, theme, chosen, formatTime } = input
  const { count } = assignLanes(bars)
  const begin = bars.reduce((least, { start }) => Math.min(least, start), Infinity)
  const isChosen = (bar: TimelineBar) => chosen === null || chosen.has(bar.number)
  const runs = joinBars(bars, (bar) => `${bar.state} ${String(isChosen(bar))}`)
  const data = runs.map(({ first, last, lane, start, end }) => ({
    name: String(first.number),
    value: [start - begin, end - begin, lane, first.number, last.number],
    itemStyle: {
      color: colorOf(first.state, theme),
      opacity: chosen === null ? 0.85 : isChosen(first) ? 1 : 0.15,
    },
  }))
  return {
    ...commonOption(theme),
    grid: { left: 8, right: 16, top: 4, bottom: 4, ...labelsInside },
    tooltip: {
      trigger: 'item',
      ...tooltipOption(theme),
      formatter: (item: unknown) => describe(runs[(item as { dataIndex: number }).dataIndex], input),
    },
    xAxis: {
      type: 'value',
      ...axisLook(theme),
      min: 0,
      max: bars.reduce((most, { end }) => Math.max(most, end - begin), 1),
      axisLabel: { color: theme.textThird, fontSize: 11, formatter: formatTime, hideOverlap: true },
    },
    yAxis: { type: 'value', show: false, min: 0, max: Math.max(count, 1), inverse: true },
    series: [
      {
        id: 'timeline',
        type: 'custom',
        progressive: 1000,
        encode: { x: [0, 1], y: 2 },
        data,
        renderItem: (_params: unknown, api: DrawApi & { style(): object }) => drawBar(api),
      },
    ],
  }
}

function drawBar(api: DrawApi & { style(): object }) {
  const [left, top] = api.coord([api.value(0), api.value(2)])
  const [right, bottom] = api.coord([api.value(1), api.value(2) + 1])
  const gap = bottom - top > 4 ? 1 : 0
  return {
    type: 'rect',
    shape: {
      x: left,
      y: top + gap,
      width: Math.max(1, right - left - gap),
      height: Math.max(1, bottom - top - 2 * gap),
    },
    style: api.style(),
  }
}

function colorOf(state: TrialState, theme: ChartTheme): string {
  if (state === 'complete') return theme.accent
  if (state === 'failed') return theme.bad
  if (state === 'pruned' || state === 'interrupted') return theme.textThird
  return theme.series[4] ?? theme.good
}

function describe(run: TimelineRun<TimelineBar> | undefined, input: TimelineInput): string {
  if (run === undefined) return ''
  const { formatTime, stateLabel, trialLabel } = input
  const { first, last, start, end } = run
  const names = first === last ? [first] : [first, last]
  const title = names.map(({ number }) => `<b>${escapeHtml(trialLabel(number))}</b>`).join(' – ')
  return `${title} · ${escapeHtml(stateLabel(first.state))}<br>${escapeHtml(formatTime(end - start))}`
}
