/** @file Searches the space for the assignment that promises most: many at random, then step by step from the most promising. */
import type { Assignment } from '../../../../shared/domain/searchSpace'
import type { Random } from '../../../../shared/util/random'
import type { Axis, UnitCube } from '../../encoding/unitCube'
import type { Acquisition } from './acquisition'
import type { Observations } from './observations'

export interface Search {
  readonly cube: UnitCube
  readonly acquisition: Acquisition
  readonly observations: Observations
  readonly random: Random
  readonly isAllowed: (assignment: Assignment) => boolean
}

interface Candidate {
  /** A place on every axis, also of parameters that do not exist here: should they begin to, that is where. */
  readonly point: Float64Array
  readonly assignment: Assignment
  readonly score: number
}

const RANDOM_CANDIDATES = 1000
/** Points to climb from: so many of the most promising, and so many of the best trials. */
const CLIMBS = 5
const MOST_STEPS = 20
/** How far neighbours lie on an ordered axis, two of each; on one that can be counted those beside it besides. */
const STEP_SIZES = [0.2, 0.05]
/** Of an unordered axis. */
const MOST_CHOICES = 8

/** @returns the most promising of what is allowed; where nothing that was looked at is, the last one drawn. */
export function proposeBest(search: Search): Assignment {
  const { cube, random, observations } = search
  const drawn = Array.from({ length: RANDOM_CANDIDATES }, () =>
    judge(
      search,
      Float64Array.from(cube.axes, () => random.next()),
    ),
  )
  const promising = drawn.toSorted((a, b) => b.score - a.score).slice(0, CLIMBS)
  const incumbents = bestTrials(observations).map((assignment) =>
    judge(search, fillPoint(search, assignment)),
  )
  const ends = [...promising, ...incumbents].map((start) => climb(search, start))
  const [best] = [...drawn, ...ends].toSorted((a, b) => b.score - a.score)
  return best?.assignment ?? cube.toAssignment([])
}

/** What is not allowed can be climbed from but is never chosen. */
function judge({ cube, acquisition, isAllowed }: Search, point: Float64Array): Candidate {
  const assignment = cube.toAssignment(point)
  return { point, assignment, score: isAllowed(assignment) ? acquisition(assignment) : -Infinity }
}

function bestTrials({ assignments, values }: Observations): Assignment[] {
  return assignments
    .map((assignment, index) => ({ assignment, value: values[index] ?? 0 }))
    .sort((a, b) => a.value - b.value)
    .slice(0, CLIMBS)
    .map(({ assignment }) => assignment)
}

function fillPoint({ cube, random }: Search, assignment: Assignment): Float64Array {
  return cube.toPoint(assignment).map((place) => (Number.isNaN(place) ? random.next() : place))
}

/** To the best neighbour, as long as there is a better one. */
function climb(search: Search, start: Candidate): Candidate {
  let here = start
  for (let step = 0; step < MOST_STEPS; step++) {
    const next = neighbours(search, here).reduce((best, one) => (one.score > best.score ? one : best), here)
    if (next === here) break
    here = next
  }
  return here
}

/** One parameter different, of those that exist. */
function neighbours(search: Search, { point, assignment }: Candidate): Candidate[] {
  const { cube, random } = search
  return [...cube.axes.entries()]
    .filter(([, { parameter }]) => assignment[parameter.name] !== undefined)
    .flatMap(([index, axis]) =>
      placesNear(axis, point[index] ?? 0, random).map((place) => {
        const moved = point.slice()
        moved[index] = place
        return judge(search, moved)
      }),
    )
}

function placesNear({ count, isOrdered }: Axis, place: number, random: Random): number[] {
  if (count === 1) return []
  if (isOrdered || count === null) {
    const steps = STEP_SIZES.flatMap((size) => [size * random.normal(), size * random.normal()])
    const next = count === null ? [] : [1 / count, -1 / count]
    return [...steps, ...next].map((step) => Math.min(1, Math.max(0, place + step)))
  }
  const others = [...Array(count).keys()].filter((value) => value !== Math.floor(place * count))
  const chosen = random.shuffle(others).slice(0, MOST_CHOICES)
  return chosen.map((value) => (value + 0.5) / count)
}
