/** @file Regularized evolution: the young are changed in one place, the old are forgotten however good they were (Real et al. 2019). */
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

/**
 * Of the `population` youngest finished trials `tournament` are picked, and the best of those has one parameter changed. All else is kept as far as it exists
 * beside the new value: where a layer goes, the settings of the others stay. What comes into being is taken from the
 * best other trial of the population that has it, else drawn.
 */
export function createEvolutionSampler({ space }: SearchTask, spec: SamplerSpecOf<'evolution'>): Sampler {
  const cube = createUnitCube(space)
  const planned = countCombinations(space)
  return {
    isForeseeable: false,
    plannedTrials: () => planned,
    propose: (question) => {
      if (question.number === 1) return defaultAssignment(space)
      const random = createRandom(spec.seed, question.number)
      const finished = question.history.filter(hasOutcome)
      if (finished.length < spec.population) return drawAllowed(space, question, random)
      const population = rankPopulation(finished.slice(-spec.population))
      if (population.length === 0) return drawAllowed(space, question, random)
      return firstAllowed(question, () =>
        mutate(cube, selectParents(population, spec.tournament, random), random),
      )
    },
  }
}

/** @returns the best first, without those that failed. */
function rankPopulation(youngest: readonly PastTrial[]): Assignment[] {
  const { ranked } = scoreTrials(youngest, Math.ceil(youngest.length / 2))
  return bestFirst(ranked).map(({ trial }) => trial.assignment)
}

interface Parents {
  readonly parent: Assignment
  /** Who lends what the parent does not have, the best first. */
  readonly lenders: readonly Assignment[]
}

function selectParents(population: readonly Assignment[], tournament: number, random: Random): Parents {
  const places = random.shuffle(Array.from(population.keys())).slice(0, tournament)
  return { parent: population[Math.min(...places)] ?? {}, lenders: population }
}

function mutate(cube: UnitCube, { parent, lenders }: Parents, random: Random): Assignment {
  const whole = growAssignment(cube, random, (axis) => lend(axis, [parent]))
  const places = cube.axes.filter(
    ({ parameter, count }) => count !== 1 && whole[parameter.name] !== undefined,
  )
  const place = places[random.integer(Math.max(1, places.length))]
  return growAssignment(cube, random, (axis) => {
    const own = whole[axis.parameter.name]
    if (own === undefined) return lend(axis, lenders)
    return axis === place ? mutateValue(axis, own, random) : own
  })
}

function lend(
  axis: UnitCube['axes'][number],
  lenders: readonly Assignment[],
): Assignment[string] | undefined {
  const name = axis.parameter.name
  return lenders.find((lender) => isOfAxis(axis, lender[name]))?.[name]
}
