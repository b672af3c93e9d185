import type { Assignment } from '../../../shared/domain/searchSpace'
import type { LiveStudy } from './liveStudy'
import { familyOf } from './sharedWork'

/** How far ahead of the next trial it is looked: enough for a grid, little enough to cost nothing. */
const REACH = 2000

/** What a study will try, as far as that is certain. */
export interface Forecast {
  /** @returns null where the sampler waits for results, or has no trial of this number. */
  assignment(number: number): Assignment | null
  /** @returns numbers from `from` to `to`, ascending, of the trials of one family. */
  family(family: string, range: { readonly from: number; readonly to: number }): number[]
}

export function createForecast({ sampler, study }: Pick<LiveStudy, 'sampler' | 'study'>): Forecast {
  const families = new Map<number, string | null>()
  const assignment = (number: number): Assignment | null =>
    sampler.isForeseeable ? sampler.propose(number, []) : null
  const familyAt = (number: number): string | null => {
    const known = families.get(number)
    if (known !== undefined) return known
    const found = assignment(number)
    const family = found === null ? null : familyOf(study, found)
    families.set(number, family)
    return family
  }
  return {
    assignment,
    family(family, { from, to }) {
      const numbers: number[] = []
      for (let number = from; number <= Math.min(to, from + REACH); number++)
        if (familyAt(number) === family) numbers.push(number)
      return numbers
    },
  }
}
