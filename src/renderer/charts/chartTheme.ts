import { onScopeDispose, shallowRef, type ShallowRef } from 'vue'

/** The inks a chart draws with; pure options take them as data, so that a test needs no page. */
export interface ChartTheme {
  readonly text: string
  readonly textSecond: string
  readonly textThird: string
  readonly line: string
  readonly lineStrong: string
  readonly surface: string
  readonly accent: string
  readonly good: string
  readonly bad: string
  /** Okabe–Ito, the accent first: told apart by colour-blind eyes. */
  readonly series: readonly string[]
  readonly fontFamily: string
}

const SERIES_COUNT = 8

/** Reads the tokens of styles/tokens.css as they hold now. A canvas knows no CSS variables, so it needs their values. */
export function readChartTheme(root: Element): ChartTheme {
  const style = getComputedStyle(root)
  const token = (name: string) => style.getPropertyValue(`--${name}`).trim()
  return {
    text: token('text'),
    textSecond: token('text-second'),
    textThird: token('text-third'),
    line: token('line'),
    lineStrong: token('line-strong'),
    surface: token('surface'),
    accent: token('accent'),
    good: token('good'),
    bad: token('bad'),
    series: Array.from({ length: SERIES_COUNT }, (_, index) => token(`series-${String(index + 1)}`)),
    fontFamily: token('font'),
  }
}

/** The theme of the page, renewed when it turns light or dark. */
export function useChartTheme(): ShallowRef<ChartTheme> {
  const root = document.documentElement
  const theme = shallowRef(readChartTheme(root))
  const observer = new MutationObserver(() => {
    theme.value = readChartTheme(root)
  })
  observer.observe(root, { attributes: true, attributeFilter: ['data-theme', 'class', 'style'] })
  onScopeDispose(() => observer.disconnect())
  return theme
}
