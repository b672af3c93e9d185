import type { ChartTheme } from '../chartTheme'

/** Made-up inks, each telling where it is used. */
export const TEST_THEME: ChartTheme = {
  text: 'text',
  textSecond: 'textSecond',
  textThird: 'textThird',
  line: 'line',
  lineStrong: 'lineStrong',
  surface: 'surface',
  accent: 'accent',
  good: 'good',
  bad: 'bad',
  series: ['accent', 'second', 'third'],
  fontFamily: 'font',
}
