/** @file Which trials an analysis looks at, and which part of many. */
import { createRandom } from '../../../shared/util/random'
import type { Assignment } from '../../../shared/domain/searchSpace'
import { completeTrials } from '../history'
import type { AnalysisTask } from './types'

export interface UsableTrials {
  readonly numbers: readonly number[]
  readonly assignments: readonly Assignment[]
  /** One objective, minimised. */
  readonly values: Float64Array
  /** Complete trials there are, of which these are all or a part. */
  readonly total: number
}

/** Trials that a forest is grown from at most: more change its picture little, and would take long. */
export const MOST_TRIALS = 1000

/** Any constant: equal trials give an equal part. */
const SEED = 20_140_622

/** Pruned and failed trials tell nothing of how good their settings are at the end, so complete ones are looked at alone. */
export function usableTrials(
  { trials }: AnalysisTask,
  objective: number,
  parameters: readonly string[] = [],
): UsableTrials {
  const complete = completeTrials(trials)
    .filter(({ values }) => values[objective] !== undefined)
    .filter(({ assignment }) => parameters.every((name) => assignment[name] !== undefined))
  const part = samplePart(complete, MOST_TRIALS)
  return {
    numbers: part.map(({ number }) => number),
    assignments: part.map(({ assignment }) => assignment),
    values: Float64Array.from(part, ({ values }) => values[objective] ?? 0),
    total: complete.length,
  }
}

/** @returns all items, or `most` of them drawn evenly, in their order: what is drawn follows from how many there are. */
export function samplePart<Item>(items: readonly Item[], most: number): readonly Item[] {
  if (items.length <= most) return items
  const places = Int32Array.from(items.keys())
  createRandom(SEED, items.length).shuffle(places)
  return places
    .subarray(0, most)
    .sort()
    .reduce<Item[]>((part, place) => {
      const item = items[place]
      if (item !== undefined) part.push(item)
      return part
    }, [])
}

/**
 * Values that went wrong by far count as three times the quartiles' distance beyond the upper quartile (Tukey's outer fence): one diverged trial would
 * otherwise be all that an analysis of variance sees.
 */
export function withoutOutliers(values: Float64Array): Float64Array {
  const sorted = values.toSorted()
  const lower = sorted[Math.floor(0.25 * (sorted.length - 1))] ?? 0
  const upper = sorted[Math.ceil(0.75 * (sorted.length - 1))] ?? 0
  const fence = upper + 3 * (upper - lower)
  return upper > lower ? values.map((value) => Math.min(value, fence)) : values
}
