import type { Associations } from '@shared/domain/dataProfile'
import type { ChartTheme } from './chartTheme'
import { axisLook, commonOption, escapeHtml, labelsInside, tooltipOption } from './commonOption'

export interface AssociationInput {
  readonly associations: Associations
  readonly theme: ChartTheme
  readonly format: (value: number) => string
}

/** More columns than this have smaller names, and no figures in the cells. */
const FIGURES_UP_TO = 10
const SMALL_FROM = 25
const LONGEST_NAME = 16
const CELL = 15
const SMALL_CELL = 12
const BORDER = 170

/** Pixels that the chart of so many columns needs: every name stays readable. */
export function associationHeight(columnCount: number): number {
  const cell = columnCount > SMALL_FROM ? SMALL_CELL : columnCount > FIGURES_UP_TO ? CELL + 5 : CELL + 13
  return BORDER + columnCount * cell
}

/**
 * How strongly columns go together as a matrix of colours: orange through the colour of the page to blue, which eyes that
 * confuse red and green tell apart. A column with itself says nothing and stays empty.
 */
export function buildAssociationOption({ associations, theme, format }: AssociationInput) {
  const { names } = associations
  const isSmall = names.length > SMALL_FROM
  const data = cellsOf(associations)
  return {
    ...commonOption(theme),
    grid: { left: 8, right: 12, top: 8, bottom: 44, ...labelsInside },
    tooltip: {
      trigger: 'item',
      ...tooltipOption(theme),
      formatter: (item: unknown) => describe(item, names, format),
    },
    xAxis: nameAxis(names, { theme, isSmall, rotate: isSmall ? 90 : names.length > 6 ? 60 : 0 }),
    yAxis: { ...nameAxis(names, { theme, isSmall, rotate: 0 }), inverse: true },
    visualMap: {
      type: 'continuous',
      min: -1,
      max: 1,
      dimension: 2,
      orient: 'horizontal',
      left: 'center',
      bottom: 0,
      itemWidth: 10,
      itemHeight: 160,
      text: ['+1', '−1'],
      textStyle: { color: theme.textSecond, fontSize: 11 },
      inRange: { color: [theme.series[1] ?? theme.bad, theme.surface, theme.accent] },
    },
    series: [
      {
        id: 'associations',
        type: 'heatmap',
        data,
        itemStyle: { borderColor: theme.line, borderWidth: isSmall ? 0.5 : 1 },
        emphasis: { itemStyle: { borderColor: theme.text, borderWidth: 1 } },
        label: {
          show: names.length <= FIGURES_UP_TO,
          fontSize: 10,
          color: theme.text,
          formatter: (item: unknown) => format((item as { value: Cell }).value[2]),
        },
      },
    ],
  }
}

type Cell = [number, number, number]

function cellsOf({ values }: Associations): Cell[] {
  return values.flatMap((row, down) =>
    row.flatMap((value, across): Cell[] =>
      value === null || across === down || !Number.isFinite(value) ? [] : [[across, down, value]],
    ),
  )
}

interface NameLook {
  readonly theme: ChartTheme
  readonly isSmall: boolean
  readonly rotate: number
}

function nameAxis(names: readonly string[], { theme, isSmall, rotate }: NameLook) {
  const look = axisLook(theme)
  return {
    type: 'category',
    data: names,
    ...look,
    axisLine: { show: false },
    axisLabel: {
      ...look.axisLabel,
      color: theme.textSecond,
      fontSize: isSmall ? 10 : 11,
      interval: 0,
      rotate,
      formatter: shorten,
    },
  }
}

function shorten(name: string): string {
  return name.length > LONGEST_NAME ? `${name.slice(0, LONGEST_NAME - 1)}…` : name
}

function describe(item: unknown, names: readonly string[], format: (value: number) => string): string {
  const [across, down, value] = (item as { value: Cell }).value
  return `${escapeHtml(names[down] ?? '')} · ${escapeHtml(names[across] ?? '')}<br><b>${escapeHtml(format(value))}</b>`
}

/** Two columns that go together. */
export interface AssociatedPair {
  readonly one: string
  readonly other: string
  readonly value: number
}

/** @returns the pairs of different columns that go together most, the strongest first. */
export function strongestPairs({ names, values }: Associations, most: number): AssociatedPair[] {
  const pairs = names.flatMap((one, row) =>
    names.slice(row + 1).flatMap((other, offset): AssociatedPair[] => {
      const value = values[row]?.[row + 1 + offset] ?? null
      return value === null ? [] : [{ one, other, value }]
    }),
  )
  return pairs.toSorted((left, right) => Math.abs(right.value) - Math.abs(left.value)).slice(0, most)
}

/** @returns the associations of the columns that have the strongest ones, in their order; all where they are few. */
export function keepStrongest(associations: Associations, most: number): Associations {
  const { names, values } = associations
  if (names.length <= most) return associations
  const strength = values.map((row, at) =>
    row.reduce<number>(
      (best, value, other) => (other === at ? best : Math.max(best, Math.abs(value ?? 0))),
      0,
    ),
  )
  const kept = names
    .map((_name, index) => index)
    .toSorted((one, other) => (strength[other] ?? 0) - (strength[one] ?? 0))
    .slice(0, most)
    .toSorted((one, other) => one - other)
  return {
    ...associations,
    names: kept.map((index) => names[index] ?? ''),
    values: kept.map((row) => kept.map((column) => values[row]?.[column] ?? null)),
  }
}
