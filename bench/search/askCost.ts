import { createSampler, type PastTrial, sampleAssignment } from '../../src/main/search'
import { newSampler } from '../../src/shared/domain/search/newSampler'
import type { SamplerKind } from '../../src/shared/domain/search/samplerSpec'
import type { Parameter, SearchSpace } from '../../src/shared/domain/searchSpace'
import { createRandom } from '../../src/shared/util/random'

const ASKS = 9
/** So that what is measured is compiled. */
const WARM_UP = 4

export interface AskCost {
  readonly sampler: SamplerKind
  readonly finished: number
  /** Median of the milliseconds of one proposal. */
  readonly ms: number
}

/** Six ranges, three of whole numbers, one choice. */
const SPACE: SearchSpace = {
  parameters: Array.from({ length: 10 }, (_, index): Parameter => {
    const name = `p${index}`
    if (index === 9)
      return { name, default: 'a', condition: null, domain: { kind: 'choice', values: ['a', 'b', 'c'] } }
    if (index > 5)
      return {
        ...{ name, default: 64, condition: null },
        domain: { kind: 'integer', low: 8, high: 512, scale: 'log', step: 1 },
      }
    return {
      name,
      default: 0.5,
      condition: null,
      domain: { kind: 'float', low: 0, high: 1, scale: 'linear' },
    }
  }),
}

export function measureAsk(sampler: SamplerKind, finished: number): AskCost {
  const history = pastOf(finished)
  const task = { space: SPACE, objectives: 1, trials: null, parallel: 1 }
  const asked = createSampler(task, newSampler(sampler, { seed: 3, trials: 1000, epochs: 1 }))
  const times = Array.from({ length: WARM_UP + ASKS }, (_, index) => {
    const start = performance.now()
    asked.propose({ number: finished + 1 + index, history, isAllowed: () => true })
    return performance.now() - start
  }).slice(WARM_UP)
  return { sampler, finished, ms: times.toSorted((a, b) => a - b)[ASKS >> 1] ?? NaN }
}

function pastOf(finished: number): PastTrial[] {
  return Array.from({ length: finished }, (_, index) => {
    const assignment = sampleAssignment(SPACE, createRandom(7, index))
    const loss = SPACE.parameters
      .slice(0, 6)
      .reduce((sum, { name }, axis) => sum + (Number(assignment[name]) - 0.1 * axis) ** 2, 0)
    return {
      ...{ number: index + 1, assignment, state: 'complete', curve: [], plannedSteps: 1, runs: [] },
      values: [loss],
    }
  })
}
