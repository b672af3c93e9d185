/** @file NSGA-II: generations of children of those that none beats, spread along their front (Deb et al. 2002). */
import type { Assignment } from '../../../../shared/domain/searchSpace'
import type { SamplerSpecOf } from '../../../../shared/domain/search/samplerSpec'
import { createRandom, type Random } from '../../../../shared/util/random'
import { createUnitCube, type UnitCube } from '../../encoding/unitCube'
import { defaultAssignment } from '../../space/assignments'
import { countCombinations } from '../../space/counting'
import type { PastTrial, Sampler, SearchTask } from '../../types'
import { drawAllowed, firstAllowed } from '../firstAllowed'
import { bestFirst, hasOutcome, scoreTrials } from '../scoreTrials'
import { growAssignment, isOfAxis, mutateValue } from './variation'

/** As in Optuna: children of two parents, and how often a value is the second one's. */
const CROSSOVER = 0.9
const SWAP = 0.5

/**
 * Finished trials in order of number make generations of `population`. Parents are the best `population` of all complete generations, so pending
 * trials hold nobody up: what is asked meanwhile is another child of the same parents. Failed trials count, but have no children
 * (constraint domination). Until the first generation is there, the space is drawn from evenly.
 */
export function createNsga2Sampler({ space }: SearchTask, spec: SamplerSpecOf<'nsga2'>): Sampler {
  const cube = createUnitCube(space)
  const planned = countCombinations(space)
  return {
    isForeseeable: false,
    plannedTrials: () => planned,
    propose: (question) => {
      if (question.number === 1) return defaultAssignment(space)
      const random = createRandom(spec.seed, question.number)
      const parents = parentsOf(question.history, spec.population)
      if (parents.length < 2) return drawAllowed(space, question, random)
      return firstAllowed(question, () => breed(cube, parents, random))
    },
  }
}

/** @returns the best first. */
function parentsOf(history: readonly PastTrial[], population: number): Assignment[] {
  const finished = history.filter(hasOutcome)
  const generations = Math.floor(finished.length / population)
  const { ranked } = scoreTrials(finished.slice(0, generations * population), population)
  return bestFirst(ranked)
    .slice(0, population)
    .map(({ trial }) => trial.assignment)
}

function breed(cube: UnitCube, parents: readonly Assignment[], random: Random): Assignment {
  const first = selectParent(parents, random)
  const second = random.next() < CROSSOVER ? selectParent(parents, random) : first
  const child = growAssignment(cube, random, (axis) => {
    const order = random.next() < SWAP ? [second, first] : [first, second]
    return order.map((parent) => parent[axis.parameter.name]).find((value) => isOfAxis(axis, value))
  })
  const rate = 1 / Math.max(1, Object.keys(child).length)
  return growAssignment(cube, random, (axis) => {
    const value = child[axis.parameter.name]
    return value !== undefined && random.next() < rate ? mutateValue(axis, value, random) : value
  })
}

/** The better of two, whoever they are; parents stand in order. */
function selectParent(parents: readonly Assignment[], random: Random): Assignment {
  const place = Math.min(random.integer(parents.length), random.integer(parents.length))
  return parents[place] ?? {}
}
