import type { ChartTheme } from '../chartTheme'
import { escapeHtml } from '../commonOption'
import type { ParallelAxis } from '../parallelAxes'
import type { Chosen } from './chosen'

export type Value = number | string | boolean

export interface PairPoint {
  readonly number: number
  readonly x: Value
  readonly y: Value
  readonly value: number
}

/** Two settings, and what is said of trials there. */
export interface PairInput {
  readonly axes: { readonly x: ParallelAxis; readonly y: ParallelAxis }
  readonly theme: ChartTheme
  readonly format: (value: number) => string
  readonly trialLabel: (number: number) => string
  readonly chosen: Chosen
}

export function describePoint(point: PairPoint, { axes, format, trialLabel }: PairInput): string {
  const title = `<b>${escapeHtml(trialLabel(point.number))}</b> · ${escapeHtml(format(point.value))}`
  const settings = [`${axes.x.label} ${axes.x.format(point.x)}`, `${axes.y.label} ${axes.y.format(point.y)}`]
  return `${title}<br>${settings.map(escapeHtml).join(' · ')}`
}
