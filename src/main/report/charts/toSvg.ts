/** @file Charts as SVG. */
import type { EChartsOption } from 'echarts'

export interface ChartSize {
  readonly width: number
  readonly height: number
}

/** Draws a chart as SVG text, without a window. Loaded when first needed: the core starts without it. */
export async function toSvg(option: EChartsOption, { width, height }: ChartSize): Promise<string> {
  const { init } = await import('echarts')
  const chart = init(null, null, { renderer: 'svg', ssr: true, width, height })
  chart.setOption({ animation: false, ...option })
  const svg = chart.renderToSVGString()
  chart.dispose()
  return svg
}
