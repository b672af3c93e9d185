import type { ChartTheme } from '../chartTheme'
import { axisLook, gridAxisLook, labelsInside, tooltipOption } from '../commonOption'

/** What every chart of an explanation is drawn with. */
export interface ExplainLook {
  readonly theme: ChartTheme
  readonly format: (value: number) => string
}

/** Low values of a column, and high ones. */
export const LOW_INK = '#4a90c6'
export const HIGH_INK = '#d55e00'

/** The grid of a chart whose rows have names. */
export const BESIDE_NAMES = { left: 8, right: 24, top: 4, bottom: 4, ...labelsInside } as const

export function effectAxis({ theme, format }: ExplainLook) {
  return {
    type: 'value',
    ...gridAxisLook(theme),
    axisLabel: { ...axisLook(theme).axisLabel, formatter: format, hideOverlap: true },
  }
}

/** Of what moves an answer up or down. */
export function effectInk(theme: ChartTheme, isUp: boolean): string {
  return isUp ? (theme.series[1] ?? theme.bad) : theme.accent
}

export function nameAxis(theme: ChartTheme, names: readonly string[]) {
  return {
    type: 'category',
    inverse: true,
    ...axisLook(theme),
    data: [...names],
    axisLabel: { color: theme.textSecond, fontSize: 12, width: 160, overflow: 'truncate' },
  }
}

export function itemTooltip(theme: ChartTheme, text: (at: number) => string) {
  return {
    trigger: 'item',
    ...tooltipOption(theme),
    formatter: (item: unknown) => text((item as { dataIndex: number }).dataIndex),
  }
}
