import type { ChartTheme } from '../chartTheme'
import { axisLook, commonOption, labelsInside, tooltipOption } from '../commonOption'
import { axisPositions, labelAt, toPosition, type ParallelAxis } from '../parallelAxes'
import { describePoint, type PairInput, type PairPoint } from './pairPoint'

export interface RankInput extends PairInput {
  /** `rank`: 0 for the best, 1 for the worst. */
  readonly points: readonly (PairPoint & { readonly rank: number })[]
  readonly labels: { readonly best: string; readonly worst: string }
}

/** Trials by two settings, coloured by their rank: where the good ones gather. */
export function buildRankOption(input: RankInput) {
  const { theme, axes, points, chosen, labels } = input
  const data = points
    .map((point) => [
      toPosition(axes.x.scale, point.x),
      toPosition(axes.y.scale, point.y),
      point.rank,
      point.number,
    ])
    .filter(([x, y]) => Number.isFinite(x) && Number.isFinite(y))
    .sort((a, b) => (b[2] ?? 0) - (a[2] ?? 0))
  const isChosen = (dot: readonly number[]) => chosen === null || chosen.has(dot[3] ?? 0)
  return {
    ...commonOption(theme),
    grid: { left: 8, right: 12, top: 28, bottom: 44, ...labelsInside },
    tooltip: {
      trigger: 'item',
      ...tooltipOption(theme),
      formatter: (item: unknown) => {
        const number = (item as { value: readonly number[] }).value[3]
        const point = points.find((own) => own.number === number)
        return point === undefined ? '' : describePoint(point, input)
      },
    },
    xAxis: { ...rangeAxis(axes.x, theme), name: axes.x.label, nameLocation: 'middle', nameGap: 24 },
    yAxis: { ...rangeAxis(axes.y, theme), name: axes.y.label, nameLocation: 'end', nameGap: 10 },
    visualMap: {
      ...{ type: 'continuous', seriesIndex: 0, dimension: 2, min: 0, max: 1 },
      ...{ orient: 'horizontal', left: 'center', bottom: 0, itemWidth: 9, itemHeight: 150 },
      text: [labels.worst, labels.best],
      textStyle: { color: theme.textSecond, fontSize: 11 },
      inRange: { color: [theme.accent, theme.series[4] ?? theme.textThird, theme.series[1] ?? theme.bad] },
    },
    series: [
      {
        id: 'trials',
        type: 'scatter',
        symbolSize: points.length > 300 ? 6 : 9,
        data: data.filter(isChosen),
        itemStyle: { opacity: 0.85 },
        z: 3,
      },
      {
        id: 'others',
        type: 'scatter',
        symbolSize: 4,
        data: data.filter((dot) => !isChosen(dot)),
        itemStyle: { color: theme.textThird, opacity: 0.16 },
      },
    ],
  }
}

function rangeAxis(axis: ParallelAxis, theme: ChartTheme) {
  const { low, high, ticks } = axisPositions(axis.scale)
  const room = axis.scale.kind === 'choice' ? 0.5 : (high - low) * 0.03
  return {
    type: 'value',
    ...axisLook(theme),
    min: low - room,
    max: high + room,
    nameTextStyle: { color: theme.textSecond, fontSize: 11 },
    axisLabel: {
      ...{ color: theme.textThird, fontSize: 11, customValues: ticks, hideOverlap: true },
      formatter: (position: number) => labelAt(axis, position),
    },
  }
}
