/** @file Learns the categories of a column and what fills its gaps. */
import type { FittedInput } from '../../../shared/domain/fittedRecipe'
import type { CategoryData } from '../plan/planData'
import { DEFAULT_MAX_CATEGORIES, type ImputeStep } from '../plan/recipeSteps'
import { describeSpread } from '../statistics/column/moments'
import type { FitOptions } from './fitOptions'

/**
 * Categories come commonest first. With `ownCategory`, "missing" is one more, the last, where the training rows have any;
 * where they have none, a later gap counts as the commonest. A rank always knows "other", the rank after the last.
 */
export function fitCategory(input: CategoryData, { rows, steps }: FitOptions): FittedInput {
  const { counts, missing } = countCategories(input, rows)
  const fill = steps.impute ? fillOf(steps.impute, { counts, missing }) : null
  if (fill !== null && fill !== '') counts.set(fill, (counts.get(fill) ?? 0) + missing)
  const method = steps.encode?.method ?? 'oneHot'
  const limit = steps.encode?.maxCategories ?? DEFAULT_MAX_CATEGORIES
  const ranked = rankByCount(counts)
  const categories = ranked.slice(0, limit).concat(fill === '' ? [''] : [])
  const hasOther = method === 'ordinal' || ranked.length > limit
  const fitted = { kind: 'category' as const, column: input.column.name, method, categories, hasOther, fill }
  if (method === 'oneHot') return { ...fitted, center: 0, scale: 1 }
  return { ...fitted, ...scaleRanks(input, { rows, categories, fill }) }
}

interface Counted {
  readonly counts: Map<string, number>
  readonly missing: number
}

function countCategories(input: CategoryData, rows: Int32Array): Counted {
  const counts = new Map<string, number>()
  let missing = 0
  for (const row of rows) {
    const text = input.view.texts[input.view.codes[row] ?? -1]
    if (text === undefined) missing++
    else counts.set(text, (counts.get(text) ?? 0) + 1)
  }
  return { counts, missing }
}

function fillOf(step: ImputeStep, { counts, missing }: Counted): string | null {
  if (step.method === 'dropRow') return null
  if (step.method === 'constant' && step.constant !== undefined && step.constant.trim() !== '')
    return step.constant.trim()
  const commonest = rankByCount(counts)[0]
  const wantsOwn = step.method === 'ownCategory' && missing > 0
  return wantsOwn || commonest === undefined ? '' : commonest
}

function rankByCount(counts: ReadonlyMap<string, number>): string[] {
  return [...counts]
    .sort(([left, leftCount], [right, rightCount]) => rightCount - leftCount || (left < right ? -1 : 1))
    .map(([text]) => text)
}

function scaleRanks(
  input: CategoryData,
  fitted: { rows: Int32Array; categories: readonly string[]; fill: string | null },
): { center: number; scale: number } {
  const ranks = new Map(fitted.categories.map((category, rank) => [category, rank]))
  const { mean, standardDeviation } = describeSpread(
    Float64Array.from(fitted.rows, (row) => {
      const text = input.view.texts[input.view.codes[row] ?? -1] ?? fitted.fill ?? ''
      return ranks.get(text) ?? fitted.categories.length
    }),
  )
  return { center: mean, scale: standardDeviation > 0 ? standardDeviation : 1 }
}
