/** @file Forest search: a random forest predicts what was not tried, and what promises most improvement is tried next (SMAC: Lindauer et al. 2022). */
import type { SamplerSpecOf } from '../../../../shared/domain/search/samplerSpec'
import { createRandom } from '../../../../shared/util/random'
import { createUnitCube } from '../../encoding/unitCube'
import { createRowEncoder } from '../../forest'
import { defaultAssignment, sampleAssignment } from '../../space/assignments'
import { countCombinations } from '../../space/counting'
import type { Question, Sampler, SearchTask } from '../../types'
import { createAcquisition } from './acquisition'
import { toObservations } from './observations'
import { proposeBest } from './proposeBest'

/** Trials a parameter before the model is asked, and the share of the budget that they may take. SMAC takes 10; a forest is of use earlier. */
const STARTUP_PER_PARAMETER = 3
const STARTUP_SHARE = 0.25
/** Without a budget to take a share of. */
const STARTUP_WITHOUT_BUDGET = 20
/** One trial in so many is drawn at random, so that no place is left out for good because the model is wrong about it. */
const RANDOM_EVERY = 10

/** Trial n draws with the generator of (seed, n); the forest follows from the history and the same numbers. */
export function createForestSampler(task: SearchTask, spec: SamplerSpecOf<'forest'>): Sampler {
  const { space } = task
  const cube = createUnitCube(space)
  const encoder = createRowEncoder(space)
  const startup = spec.startup ?? usualStartup(cube.axes.length, task.trials)
  return {
    isForeseeable: false,
    plannedTrials: () => countCombinations(space),
    propose: (question) => {
      if (question.number === 1) return defaultAssignment(space)
      const random = createRandom(spec.seed, question.number)
      const observations = toObservations(question.history, task.objectives, random)
      if (observations.values.length < startup || isRandomTurn(question))
        return sampleAssignment(space, random)
      const acquisition = createAcquisition(encoder, observations, random)
      return proposeBest({ cube, acquisition, observations, random, isAllowed: question.isAllowed })
    },
  }
}

function usualStartup(parameters: number, trials: number | null): number {
  const most = trials === null ? STARTUP_WITHOUT_BUDGET : Math.ceil(STARTUP_SHARE * trials)
  return Math.max(2, Math.min(STARTUP_PER_PARAMETER * parameters, most))
}

function isRandomTurn({ number }: Question): boolean {
  return number % RANDOM_EVERY === 0
}
