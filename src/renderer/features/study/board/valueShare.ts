import { quantile } from '@renderer/charts/axisRange'
import type { Direction } from '@shared/domain/metric'

/** How long the bar beside a value is: 1 for the best, a tenth for what is as bad as the worst tenth. */
export function valueShare(values: readonly number[], direction: Direction): (value: number) => number {
  const finite = values.filter((value) => Number.isFinite(value))
  if (finite.length === 0) return () => 1
  const isMaximized = direction === 'maximize'
  const best = quantile(finite, isMaximized ? 1 : 0)
  const worst = quantile(finite, isMaximized ? 0.1 : 0.9)
  if (best === worst) return () => 1
  return (value) => 0.1 + 0.9 * Math.min(Math.max((value - worst) / (best - worst), 0), 1)
}
