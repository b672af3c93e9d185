/** @file CMA-ES: a normal distribution over the numbers of a space that takes the shape of where results are good. */
import type { Assignment } from '../../../../shared/domain/searchSpace'
import type { SamplerSpecOf } from '../../../../shared/domain/search/samplerSpec'
import { createRandom, type Random } from '../../../../shared/util/random'
import { type Axis, createUnitCube, type UnitCube } from '../../encoding/unitCube'
import { completeTrials } from '../../history'
import { defaultAssignment } from '../../space/assignments'
import { countBetter } from '../../space/countBetter'
import type { PastTrial, Question, Sampler, SearchTask } from '../../types'
import { type Distribution, samplePoint } from './distribution'
import { Generations } from './generations'
import { usualPopulation } from './learningRates'
import { createEdges, keepMargin } from './margin'

const USUAL_STEP = 1 / 6
/** Draws for a trial; the later ones are moved back into the cube where they leave it. */
const MOST_DRAWS = 24
const DRAWS_INSIDE = 16
/** How often what is no axis of the distribution is taken over from one of the best trials, and the share that are the best. */
const TAKEN_OVER = 0.7
const BEST_SHARE = 0.2
/** Generations after which the best are trusted in full: the first of them are good by chance. */
const FULL_TRUST = 5
/** By how much a number is changed that is taken over. */
const WIDTH = 0.1
/** Keep the draws of one seed apart. */
const POINTS = 0xc3a
const OTHERS = 0x07e5

/**
 * Searches the ordered parameters that always exist (choices between two count as ordered); the others are taken over from good trials
 * or drawn at random. Where nothing is searched by the distribution all is drawn so.
 */
export function createCmaEsSampler(
  { space, parallel }: SearchTask,
  { seed, restarts, population, sigma }: SamplerSpecOf<'cmaEs'>,
): Sampler {
  const cube = createUnitCube(space)
  const places = cube.axes.flatMap((axis, index) => (isSearched(axis) ? [index] : []))
  const axes = places.flatMap((index) => cube.axes[index] ?? [])
  const edgeAbove = createEdges(axes)
  const pick = (assignment: Assignment) => pickPlaces(cube, places, assignment)
  const isWhole = axes.some(({ count }) => count !== null)
  const size = population ?? Math.max(usualPopulation(axes.length), parallel)
  const generations = new Generations({
    ...{ seed, restarts, parallel, step: sigma ?? USUAL_STEP },
    population: size,
    // Of two choices neither is nearer to begin with.
    mean: pick(defaultAssignment(space)).map((place, index) =>
      axes[index]?.isOrdered === true ? place : 0.5,
    ),
    pointOf: (trial, drawnFrom) => {
      const point = pick(trial.assignment)
      if (point.some(Number.isNaN)) return null
      return (isWhole && findDraw(trial, { axes, drawnFrom, seed })) || point
    },
    settle: (distribution, own) => keepMargin(distribution, axes, { edgeAbove, population: own }),
  })
  return {
    isForeseeable: false,
    plannedTrials: () => null,
    propose: (question) => {
      const { number, history, isAllowed } = question
      if (number === 1) return defaultAssignment(space)
      const others = createOthers(cube, history, size)
      if (axes.length === 0) return others(null, createRandom(seed, number, OTHERS))
      return proposeFrom(generations.at(question).distribution, {
        ...{ seed, number, isAllowed },
        complete: (point, draw) =>
          others(spread(cube, places, point), createRandom(seed, number, OTHERS, draw)),
      })
    },
  }
}

function isSearched({ parameter, isOrdered, count }: Axis): boolean {
  const isAlike = isOrdered || count === 2
  return parameter.condition === null && isAlike && count !== 1 && count !== 0
}

interface Wish extends Pick<Question, 'number' | 'isAllowed'> {
  readonly seed: number
  /** Adds the parameters that are no axes. */
  readonly complete: (point: Float64Array, draw: number) => Assignment
}

function proposeFrom(
  distribution: Distribution,
  { seed, number, isAllowed, complete }: Wish,
): Assignment | null {
  let last: Assignment | null = null
  let draw = 0
  for (const point of drawPoints(distribution, createRandom(seed, number, POINTS))) {
    last = complete(point, draw++)
    if (isAllowed(last)) return last
  }
  return last
}

/** Points within the cube, as far as they are asked for. */
function* drawPoints(distribution: Distribution, random: Random): Generator<Float64Array> {
  for (let draw = 0; draw < MOST_DRAWS; draw++) {
    const point = samplePoint(distribution, random)
    const isInside = point.every((place) => place >= 0 && place <= 1)
    if (isInside || draw >= DRAWS_INSIDE) yield point.map((place) => Math.min(1, Math.max(0, place)))
  }
}

/** Of whole numbers the store has only the value: what was drawn for it is drawn once more. @returns null for a trial that was not drawn. */
function findDraw(
  { number, assignment }: PastTrial,
  { axes, drawnFrom, seed }: { axes: readonly Axis[]; drawnFrom: readonly Distribution[]; seed: number },
): Float64Array | null {
  if (number <= 1) return null
  for (const distribution of drawnFrom) {
    for (const point of drawPoints(distribution, createRandom(seed, number, POINTS))) {
      const isIt = axes.every(
        ({ parameter, valueAt }, place) => valueAt(point[place] ?? 0) === assignment[parameter.name],
      )
      if (isIt) return point
    }
  }
  return null
}

function pickPlaces(cube: UnitCube, places: readonly number[], assignment: Assignment): Float64Array {
  const point = cube.toPoint(assignment)
  return Float64Array.from(places, (place) => point[place] ?? Number.NaN)
}

/** @returns a place for every axis of the cube; NaN where the distribution has none. */
function spread(cube: UnitCube, places: readonly number[], point: Float64Array): Float64Array {
  const whole = new Float64Array(cube.axes.length).fill(Number.NaN)
  for (const [index, place] of places.entries()) whole[place] = point[index] ?? 0.5
  return whole
}

/** @returns a function that gives a place to every axis that has none: that of one of the best trials, or any. */
function createOthers(
  cube: UnitCube,
  history: readonly PastTrial[],
  population: number,
): (point: Float64Array | null, random: Random) => Assignment {
  const isNeeded = cube.axes.some((axis) => !isSearched(axis))
  const complete = isNeeded ? completeTrials(history) : []
  const beaten = countBetter(complete.map(({ values }) => values))
  const best = complete
    .map((trial, index) => ({ trial, rank: beaten[index] ?? 0 }))
    .sort((left, right) => left.rank - right.rank)
    .slice(0, Math.ceil(complete.length * BEST_SHARE))
  const trust = TAKEN_OVER * Math.min(1, complete.length / (FULL_TRUST * population))
  return (point, random) => {
    // The better, the more often.
    const model = best[Math.floor(best.length * random.next() ** 2)]?.trial
    const known = model === undefined ? null : cube.toPoint(model.assignment)
    return cube.toAssignment(
      Float64Array.from(cube.axes, ({ isOrdered }, index) => {
        const own = point?.[index] ?? Number.NaN
        const [chance, any, change] = [random.next(), random.next(), random.normal()]
        if (!Number.isNaN(own)) return own
        const old = known?.[index] ?? Number.NaN
        if (Number.isNaN(old) || chance >= trust) return any
        return isOrdered ? Math.min(1, Math.max(0, old + WIDTH * change)) : old
      }),
    )
  }
}
