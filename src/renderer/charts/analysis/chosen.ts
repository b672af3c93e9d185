import type { ChartTheme } from '../chartTheme'

/** Numbers of the trials that a filter leaves; null: nothing is filtered. */
export type Chosen = ReadonlySet<number> | null

/** A dot: where it stands, and last the number of its trial. */
export type Dot = readonly number[]

interface DotLook {
  readonly id: string
  readonly theme: ChartTheme
  readonly color: string
  readonly size: number
  readonly opacity?: number
}

/** Dots that are chosen stand before the others, which fade; without a choice all are alike. */
export function dotSeries(dots: readonly Dot[], chosen: Chosen, look: DotLook) {
  const { id, theme, color, size, opacity = 0.55 } = look
  const isChosen = (dot: Dot) => chosen === null || chosen.has(dot.at(-1) ?? Number.NaN)
  const common = { type: 'scatter', large: true, largeThreshold: 2000, symbolSize: size } as const
  return [
    {
      ...common,
      id: `${id}-others`,
      data: dots.filter((dot) => !isChosen(dot)),
      z: 1,
      itemStyle: { color: theme.textThird, opacity: 0.16 },
    },
    { ...common, id, data: dots.filter(isChosen), z: 3, itemStyle: { color, opacity } },
  ]
}

/** Thousands of dots are a cloud: smaller ones show where it is dense. */
export function dotSize(count: number): number {
  return count > 1000 ? 3 : count > 300 ? 5 : 7
}
