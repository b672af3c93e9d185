/** @file Gaussian process search: a smooth model of all trials says where most improvement is to be expected. */
import type { Assignment } from '../../../../shared/domain/searchSpace'
import type { SamplerSpecOf } from '../../../../shared/domain/search/samplerSpec'
import { createRandom } from '../../../../shared/util/random'
import { createUnitCube } from '../../encoding/unitCube'
import { defaultAssignment } from '../../space/assignments'
import { countCombinations } from '../../space/counting'
import type { Sampler, SearchTask } from '../../types'
import { createEmbedding } from './embedding'
import { createAcquisition } from './model'
import { type Observations, toObservations } from './observations'
import { proposeBest } from './proposeBest'
import { createSpread } from './spread'
import { chooseTrials } from './chooseTrials'

/** Trials that are predicted from: the work for a point grows with their square. */
const MOST_KNOWN = 130
/** Best trials from which the search for the next one starts. */
const INCUMBENTS = 2
/**
 * One trial in so many follows hyperparameters that are drawn instead of the likeliest ones: a model that is sure of itself for no reason does not
 * keep the search where it is (instead of the mean over draws of Snoek, Larochelle and Adams 2012, which costs a model a draw).
 */
const DRAWN_EVERY = 2
const MOST_CANDIDATES = 3000
/** Additions and products for one proposal, about: what decides how many points are looked at. */
const WORK = 3e7

/** Trial n draws with the generator of (seed, n); the model follows from the history alone. */
export function createGpSampler(task: SearchTask, spec: SamplerSpecOf<'gp'>): Sampler {
  const { space } = task
  const cube = createUnitCube(space)
  const embedding = createEmbedding(space)
  const startup = spec.startup ?? usualStartup(embedding.scales)
  const spread = createSpread(cube.axes.length, spec.seed)
  return {
    isForeseeable: false,
    plannedTrials: () => countCombinations(space),
    propose: ({ number, history, isAllowed }) => {
      if (number === 1) return defaultAssignment(space)
      const random = createRandom(spec.seed, number)
      const observations = toObservations(history, task.objectives, random)
      if (observations.values.length < startup) return cube.toAssignment(spread(number))
      const known = chooseTrials(observations, MOST_KNOWN)
      const acquisition = createAcquisition(embedding, known, number % DRAWN_EVERY === 0 ? random : null)
      const found = proposeBest({
        ...{ cube, embedding, acquisition, random, isAllowed },
        incumbents: bestTrials(observations),
        effort: effortFor(known, embedding.columns),
      })
      return found ?? cube.toAssignment(spread(number))
    },
  }
}

/** @returns results before the model is asked: as few as a plane through all axes needs, since what is believed beforehand carries a fit from then on. */
export function usualStartup(scales: number): number {
  return Math.max(5, Math.min(16, scales + 2))
}

function bestTrials({ assignments, values }: Observations): Assignment[] {
  return assignments
    .map((assignment, index) => ({ assignment, value: values[index] ?? 0 }))
    .sort((left, right) => left.value - right.value)
    .slice(0, INCUMBENTS)
    .map(({ assignment }) => assignment)
}

/** A prediction reads half of the factor, and every distance. */
function effortFor({ values, pending, failed }: Observations, columns: number): number {
  const size = values.length + pending.length
  const cost = size * (size / 2 + columns + 20) + (failed.length > 0 ? (size + failed.length) ** 2 / 2 : 0)
  return Math.max(300, Math.min(MOST_CANDIDATES, WORK / cost))
}
