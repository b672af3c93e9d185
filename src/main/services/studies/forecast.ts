import type { Assignment } from '../../../shared/domain/searchSpace'
import type { LiveStudy } from './liveStudy'
import { plannedTrials } from './nextAction'

/** What a study will try, as far as that is certain. */
export interface Forecast {
  /**
   * Where nothing was added by hand or is otherwise in the way.
   * @returns null where the sampler waits for results, or has no trial of this number.
   */
  assignment(number: number): Assignment | null
  /** @returns numbers of trials that are planned and not made yet, ascending, as far as `reach` beyond the next. */
  numbers(reach: number): number[]
}

export function createForecast(live: LiveStudy): Forecast {
  return {
    assignment: (number) =>
      live.sampler.isForeseeable
        ? live.sampler.propose({ number, history: [], isAllowed: () => true })
        : null,
    numbers(reach) {
      if (!live.sampler.isForeseeable) return []
      const { board, samplerTrials, study } = live
      const last = Math.min(plannedTrials(study.plan.budget, samplerTrials), board.nextNumber + reach)
      const numbers: number[] = []
      for (let number = board.nextNumber; number <= last; number++)
        if (board.get(number) === undefined) numbers.push(number)
      return numbers
    },
  }
}
