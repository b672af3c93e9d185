/** @file Learns how a column of figures is filled and scaled. */
import type { FittedInput } from '../../../shared/domain/fittedRecipe'
import { parseDate, parseNumber } from '../import/cellText'
import type { NumberData } from '../plan/planData'
import type { ImputeStep } from '../plan/recipeSteps'
import { describeSpread } from '../statistics/column/moments'
import { presentOf } from '../statistics/column/present'
import { medianOf } from '../statistics/column/select'
import type { FitOptions } from './fitOptions'

/** Mean and deviation count the filled cells too: they are what the model sees. */
export function fitNumber(input: NumberData, { rows, decimal, steps }: FitOptions): FittedInput {
  const isDate = input.column.type === 'date'
  const all = Float64Array.from(rows, (row) => input.view.values[row] ?? NaN)
  const present = presentOf(all)
  const parse = (text: string) => (isDate ? parseDate(text) : parseNumber(text, decimal))
  const fill = steps.impute ? fillOf(steps.impute, present, parse) : null
  const filled = fill === null ? present : all.map((value) => (Number.isNaN(value) ? fill : value))
  const { center, scale } = scaleOf(filled, steps.scale?.method ?? null)
  return { kind: 'number', column: input.column.name, isDate, fill, center, scale }
}

/** A constant that is no figure counts as the median. */
function fillOf(step: ImputeStep, present: Float64Array, parse: (text: string) => number): number | null {
  if (step.method === 'dropRow') return null
  if (step.method === 'constant') {
    const constant = parse((step.constant ?? '').trim())
    if (!Number.isNaN(constant)) return constant
  }
  if (present.length === 0) return 0
  if (step.method === 'mean') return describeSpread(present).mean
  return step.method === 'mode' ? commonest(present.slice().sort()) : medianOf(present)
}

/** @param sorted ascending. @returns the commonest figure, the smallest of several. */
function commonest(sorted: Float64Array): number {
  let [best, bestRun, run] = [sorted[0] ?? 0, 0, 0]
  sorted.forEach((value, at) => {
    run = at > 0 && value === sorted[at - 1] ? run + 1 : 1
    if (run > bestRun) [best, bestRun] = [value, run]
  })
  return best
}

function scaleOf(
  values: Float64Array,
  method: 'standard' | 'minMax' | null,
): { center: number; scale: number } {
  if (method === null || values.length === 0) return { center: 0, scale: 1 }
  if (method === 'standard') {
    const { mean, standardDeviation } = describeSpread(values)
    return { center: mean, scale: standardDeviation > 0 ? standardDeviation : 1 }
  }
  let [low, high] = [Infinity, -Infinity]
  for (const value of values) [low, high] = [Math.min(low, value), Math.max(high, value)]
  return { center: low, scale: high > low ? high - low : 1 }
}
