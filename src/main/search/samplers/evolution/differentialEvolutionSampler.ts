/** @file Differential evolution: the difference of two points is added to a third (Storn and Price 1997); under Hyperband, DEHB. */
import type { SamplerSpecOf } from '../../../../shared/domain/search/samplerSpec'
import type { Assignment } from '../../../../shared/domain/searchSpace'
import { createRandom, type Random } from '../../../../shared/util/random'
import { createUnitCube } from '../../encoding/unitCube'
import { defaultAssignment } from '../../space/assignments'
import { countCombinations } from '../../space/counting'
import type { PastTrial, Sampler, SearchTask } from '../../types'
import { drawAllowed, firstAllowed } from '../firstAllowed'
import { bestFirst, scoreTrials } from '../scoreTrials'

/** Share of the difference that is added, and of the coordinates that are taken over: as in DEHB (Awad, Mallik and Hutter 2021). */
const SCALE = 0.5
const CROSSOVER = 0.5

/** The fewest points a difference needs: a base and two others. */
const FEWEST = 3

/**
 * A trial belongs to the place that its number has in the population, and the best trial of a place is its present member: a child takes it by being
 * better. So generations need no barrier, and the store alone tells who lives. Where trials saw only a part of their
 * epochs, those are compared that saw as many, after the largest number that a whole population has seen (DEHB's subpopulations). rand/1/bin.
 */
export function createDifferentialEvolutionSampler(
  { space }: SearchTask,
  spec: SamplerSpecOf<'differentialEvolution'>,
): Sampler {
  const cube = createUnitCube(space)
  const planned = countCombinations(space)
  return {
    isForeseeable: false,
    plannedTrials: () => planned,
    propose: (question) => {
      if (question.number === 1) return defaultAssignment(space)
      const random = createRandom(spec.seed, question.number)
      const members = membersOf(question.history, spec.population)
      if (question.number <= spec.population || members.size < FEWEST)
        return drawAllowed(space, question, random)
      const points = [...members.values()].map((assignment) => whole(cube.toPoint(assignment), random))
      const own = members.get(placeOf(question.number, spec.population))
      const target = own === undefined ? pickOne(points, random) : whole(cube.toPoint(own), random)
      return firstAllowed(question, () => cube.toAssignment(cross(target, points, random)))
    },
  }
}

/** @returns the best trial of each place that has one. */
function membersOf(history: readonly PastTrial[], population: number): Map<number, Assignment> {
  const members = new Map<number, Assignment>()
  for (const { trial } of bestFirst(scoreTrials(history, population).ranked)) {
    const place = placeOf(trial.number, population)
    if (!members.has(place)) members.set(place, trial.assignment)
  }
  return members
}

/** Results of other studies have numbers below 1. */
function placeOf(number: number, population: number): number {
  return (((number - 1) % population) + population) % population
}

/** Parameters that do not exist in a point may exist in its children; their places are drawn. */
function whole(point: Float64Array, random: Random): Float64Array {
  return point.map((place) => (Number.isNaN(place) ? random.next() : place))
}

/** Every coordinate by chance from the mutant or the target, one of them surely from the mutant; what leaves the cube is drawn anew. */
function cross(target: Float64Array, points: readonly Float64Array[], random: Random): Float64Array {
  const [base, plus, minus] = random.shuffle([...points])
  const sure = random.integer(Math.max(1, target.length))
  return target.map((place, axis) => {
    const isTaken = random.next() < CROSSOVER || axis === sure
    if (!isTaken) return place
    const moved = (base?.[axis] ?? 0) + SCALE * ((plus?.[axis] ?? 0) - (minus?.[axis] ?? 0))
    return moved < 0 || moved > 1 ? random.next() : moved
  })
}

function pickOne(points: readonly Float64Array[], random: Random): Float64Array {
  return points[random.integer(points.length)] ?? new Float64Array()
}
