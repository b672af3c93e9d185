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
  readonly warning: string
  /** Okabe–Ito, the accent first: told apart by colour-blind eyes. */
  readonly series: readonly string[]
  readonly fontFamily: string
}

const FONTS =
  "'Segoe UI', system-ui, 'PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC', 'Noto Sans', sans-serif"

export const LIGHT_THEME: ChartTheme = {
  text: '#1c2127',
  textSecond: '#5a6570',
  textThird: '#6f7a85',
  line: '#dfe3e7',
  lineStrong: '#c5ccd3',
  surface: '#ffffff',
  accent: '#0f6fb5',
  good: '#1a7f4b',
  bad: '#b3261e',
  warning: '#9a6700',
  series: ['#0f6fb5', '#d55e00', '#009e73', '#cc79a7', '#e69f00', '#56b4e9', '#6f7a85', '#b8ad00'],
  fontFamily: FONTS,
}

export const DARK_THEME: ChartTheme = {
  text: '#e6e9ec',
  textSecond: '#a3adb7',
  textThird: '#8c97a2',
  line: '#2d343a',
  lineStrong: '#434c55',
  surface: '#1b1f23',
  accent: '#63b1ea',
  good: '#5fc48d',
  bad: '#f0847c',
  warning: '#e0b04c',
  series: ['#63b1ea', '#f28e4b', '#2bc49a', '#dd9cc0', '#f0b93a', '#8fd0f5', '#8c97a2', '#f0e442'],
  fontFamily: FONTS,
}
