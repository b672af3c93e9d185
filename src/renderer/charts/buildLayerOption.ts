import { thin } from './axisRange'
import type { ChartTheme } from './chartTheme'
import { axisLook, commonOption, escapeHtml, gridAxisLook, labelsInside, tooltipOption } from './commonOption'

export interface LayerCurve {
  readonly name: string
  /** [epoch, figure] */
  readonly points: readonly (readonly [number, number])[]
}

export interface LayerInput {
  readonly curves: readonly LayerCurve[]
  /** Norms differ by powers of ten from layer to layer; shares do not. */
  readonly isLog: boolean
  readonly theme: ChartTheme
  readonly format: (value: number) => string
  readonly epoch: (step: number) => string
}

const MAX_POINTS = 500

/** One figure of every layer by epoch, the first layer in the first colour. */
export function buildLayerOption({ curves, isLog, theme, format, epoch }: LayerInput) {
  return {
    ...commonOption(theme),
    color: [...theme.series],
    grid: { left: 8, right: 16, top: 30, bottom: 4, ...labelsInside },
    legend: {
      ...{ top: 0, left: 0, type: 'scroll', itemWidth: 14, itemHeight: 8 },
      textStyle: { color: theme.textSecond, fontSize: 11 },
    },
    tooltip: {
      trigger: 'axis',
      ...tooltipOption(theme),
      formatter: (items: unknown) => {
        const rows = items as { seriesName: string; marker: string; value: [number, number] }[]
        const lines = rows.map(
          ({ marker, seriesName, value }) =>
            `${marker}${escapeHtml(seriesName)} <b>${escapeHtml(format(value[1]))}</b>`,
        )
        return [escapeHtml(epoch(rows[0]?.value[0] ?? 0)), ...lines].join('<br>')
      },
    },
    xAxis: { type: 'value', ...axisLook(theme), min: 1, minInterval: 1 },
    yAxis: {
      type: isLog ? 'log' : 'value',
      ...gridAxisLook(theme),
      ...(isLog ? {} : { min: 0, max: 1 }),
      axisLabel: { color: theme.textThird, fontSize: 11, formatter: format, hideOverlap: true },
    },
    series: curves.map(({ name, points }, index) => ({
      id: `layer-${String(index)}`,
      name,
      type: 'line',
      symbol: points.length === 1 ? 'circle' : 'none',
      // What is 0 has no place on a logarithmic axis.
      data: thin(isLog ? points.filter(([, value]) => value > 0) : points, MAX_POINTS),
      lineStyle: { width: 1.5 },
    })),
  }
}
