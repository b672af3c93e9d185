import type { AttributedInput } from '@shared/domain/explain'

/** @returns a bar a step, its features added up, the last step as 0 and those before it below; or a bar a feature. */
export function partBars({ kind, shape, names, values }: AttributedInput): {
  readonly names: readonly string[]
  readonly values: readonly number[]
} {
  if (kind !== 'steps') return { names, values }
  const [steps = 0, features = 1] = shape
  return {
    names: Array.from({ length: steps }, (_, step) => String(step + 1 - steps)),
    values: Array.from({ length: steps }, (_, step) =>
      values.slice(step * features, (step + 1) * features).reduce((sum, value) => sum + value, 0),
    ),
  }
}
