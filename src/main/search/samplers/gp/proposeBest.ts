/** @file Searches the space for the point that promises most: many spread over it, then step by step from the most promising. */
import type { Assignment } from '../../../../shared/domain/searchSpace'
import type { Random } from '../../../../shared/util/random'
import type { Axis, UnitCube } from '../../encoding/unitCube'
import type { Embedding } from './embedding'
import type { Acquisition } from './model'

export interface Search {
  readonly cube: UnitCube
  readonly embedding: Embedding
  readonly acquisition: Acquisition
  readonly random: Random
  readonly isAllowed: (assignment: Assignment) => boolean
  /** The best trials, from which the search starts as well. */
  readonly incumbents: readonly Assignment[]
  /** Points that may be looked at, about. */
  readonly effort: number
}

interface Candidate {
  /** A place on every axis, also of parameters that do not exist here: should they begin to, that is where. */
  readonly point: Float64Array
  readonly assignment: Assignment
  readonly score: number
}

const CLIMBS = 4
const MOST_STEPS = 30
/** Few, but not so few that a climb ends where it began. */
const LEAST_STEPS = 5
/** Of the effort, what is spent before climbing. */
const SHARE_DRAWN = 1 / 3
/** An axis with no more values is searched whole. */
const FEW_VALUES = 12
/** Neighbours on longer axes lie as far off as these or between; and the next value. */
const STEP_SIZES = [0.3, 0.003] as const

/** @returns the most promising of what is allowed; null where nothing that was looked at is. */
export function proposeBest(search: Search): Assignment | null {
  const { random, cube, effort } = search
  const drawn = Array.from({ length: Math.ceil(effort * SHARE_DRAWN) }, () =>
    judge(
      search,
      Float64Array.from(cube.axes, () => random.next()),
    ),
  )
  const promising = drawn.toSorted(byScore).slice(0, 10 * CLIMBS)
  const started = search.incumbents.map((assignment) => judge(search, fillPoint(search, assignment)))
  const starts = [...promising.slice(0, CLIMBS), ...started]
  const room = (effort * (1 - SHARE_DRAWN)) / starts.length
  const ends = starts.map((start) => climb(search, start, room))
  const ranked = [...ends, ...promising].toSorted(byScore)
  return ranked.find(({ assignment }) => search.isAllowed(assignment))?.assignment ?? null
}

function byScore(left: Candidate, right: Candidate): number {
  return right.score - left.score
}

function judge({ cube, embedding, acquisition }: Search, point: Float64Array): Candidate {
  const assignment = cube.toAssignment(point)
  return { point, assignment, score: acquisition(embedding.toFeatures(assignment)) }
}

function fillPoint({ cube, random }: Search, assignment: Assignment): Float64Array {
  return cube.toPoint(assignment).map((place) => (Number.isNaN(place) ? random.next() : place))
}

/** To the best neighbour that is allowed, as long as there is a better one. */
function climb(search: Search, start: Candidate, room: number): Candidate {
  let here = search.isAllowed(start.assignment) ? start : { ...start, score: -Infinity }
  for (let step = 0, looked = 0; step < MOST_STEPS && (step < LEAST_STEPS || looked < room); step++) {
    const near = neighbours(search, here)
    looked += near.length
    const better = near.filter(({ score }) => score > here.score)
    const next = better.toSorted(byScore).find(({ assignment }) => search.isAllowed(assignment))
    if (next === undefined) break
    here = next
  }
  return here
}

/** One parameter different, of those that exist. */
function neighbours(search: Search, { point, assignment }: Candidate): Candidate[] {
  return [...search.cube.axes.entries()]
    .filter(([, { parameter }]) => assignment[parameter.name] !== undefined)
    .flatMap(([index, axis]) =>
      placesNear(axis, point[index] ?? 0, search.random).map((place) =>
        judge(search, point.with(index, place)),
      ),
    )
}

function placesNear({ count, isOrdered }: Axis, place: number, random: Random): number[] {
  if (count === 1) return []
  if (count === null) return movedPlaces(place, random)
  const own = Math.min(count - 1, Math.floor(place * count))
  const middle = (value: number) => (value + 0.5) / count
  if (count <= FEW_VALUES) return range(count).flatMap((value) => (value === own ? [] : [middle(value)]))
  if (!isOrdered) return random.shuffle(range(count)).slice(0, FEW_VALUES).map(middle)
  return [...movedPlaces(place, random), middle(own - 1), middle(own + 1)].map(clamp)
}

/** Two steps each way, of lengths whose logarithm is drawn: a step may be too far in the beginning, and too short in the end. */
function movedPlaces(place: number, random: Random): number[] {
  const [far, near] = STEP_SIZES
  return [0, 1].flatMap(() => {
    const step = far * Math.pow(near / far, random.next())
    return [clamp(place - step), clamp(place + step)]
  })
}

function clamp(place: number): number {
  return Math.min(1, Math.max(0, place))
}

function range(count: number): number[] {
  return Array.from({ length: count }, (_, value) => value)
}
