import type { ChartTheme } from './chartTheme'

/** Options every chart shares: no animation, quiet axes, tooltips that look like the rest of the app. */
export function commonOption(theme: ChartTheme) {
  return {
    animation: false,
    backgroundColor: 'transparent',
    textStyle: { fontFamily: theme.fontFamily, fontSize: 11, color: theme.textSecond },
    aria: { enabled: false },
  } as const
}

/** Margins of a grid that count from its labels, not from its axes. */
export const labelsInside = { outerBoundsMode: 'same', outerBoundsContain: 'axisLabel' } as const

export function tooltipOption(theme: ChartTheme) {
  return {
    confine: true,
    backgroundColor: theme.surface,
    borderColor: theme.lineStrong,
    borderWidth: 1,
    padding: [6, 8],
    textStyle: { color: theme.text, fontSize: 12, fontFamily: theme.fontFamily },
    extraCssText: 'box-shadow:none;border-radius:6px;',
  }
}

export function axisLook(theme: ChartTheme) {
  return {
    axisLabel: { color: theme.textThird, fontSize: 11 },
    axisLine: { show: true, onZero: false, lineStyle: { color: theme.lineStrong } },
    axisTick: { show: false },
    splitLine: { show: false, lineStyle: { color: theme.line } },
    nameTextStyle: { color: theme.textThird, fontSize: 11 },
  }
}

/** Axis of values with its grid lines, as the y axis of most charts. */
export function gridAxisLook(theme: ChartTheme) {
  const look = axisLook(theme)
  return {
    ...look,
    axisLine: { show: false, onZero: false },
    splitLine: { show: true, lineStyle: { color: theme.line } },
  }
}

/** Text inside a tooltip or label: names of columns and trials are not ours, so they may not be markup. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)
}
