/** @file The trials of a foreseeable sampler that fulfil the constraints, numbered anew. */
import type { Assignment } from '../../../shared/domain/searchSpace'
import type { Sampler } from '../types'

/** Trials passed over in a row before the constraints are held to leave nothing. */
const MOST_PASSED = 20_000
/** A plan with more trials is not counted. */
const MOST_COUNTED = 20_000

/** @returns the sampler without what `isFine` does not hold for. What it proposes still depends on the number alone. */
export function createSieve(sampler: Sampler, isFine: (assignment: Assignment) => boolean): Sampler {
  const kept: Assignment[] = []
  let next = 1
  let hasEnded = false
  const keepUpTo = (count: number): void => {
    for (let passed = 0; kept.length < count && !hasEnded;) {
      const assignment = sampler.propose({ number: next++, history: [], isAllowed: () => true })
      if (assignment !== null && isFine(assignment)) {
        kept.push(assignment)
        passed = 0
      } else hasEnded = assignment === null || ++passed > MOST_PASSED
    }
  }
  return {
    isForeseeable: true,
    plannedTrials: () => {
      const planned = sampler.plannedTrials()
      if (planned === null || planned > MOST_COUNTED) return planned
      keepUpTo(planned)
      return kept.length
    },
    propose: ({ number }) => {
      keepUpTo(number)
      return kept[number - 1] ?? null
    },
  }
}
