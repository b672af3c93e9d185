/** @file What is proposed instead of what is not allowed: something near it, else something drawn, else whatever is left. */
import type { Assignment, SearchSpace } from '../../../shared/domain/searchSpace'
import type { Random } from '../../../shared/util/random'
import { type Axis, createUnitCube, type UnitCube } from '../encoding/unitCube'
import { normaliseAssignment, sampleAssignment } from '../space/assignments'
import { type AssignmentTree, createAssignmentTree } from '../space/assignmentTree'
import { toCount } from '../space/counting'
import { countValues, indexOfValue, valueAt } from '../space/domains'
import { allLevels } from '../space/levels'

/** Changes of several parameters, ever larger, that are tried. */
const MOST_CHANGES = 48
const MOST_DRAWS = 256
/** Where there are infinitely many points, nothing is held to be left after so many draws. */
const MOST_DRAWS_WITHOUT_END = 5000
/** Points of a countable space that are looked at. */
const MOST_STEPS = 100_000
/** Choices without an order that are tried in place of one. */
const MOST_CHOICES = 8

type IsAllowed = (assignment: Assignment) => boolean

export interface Replacement {
  /**
   * @param proposal what is to be replaced; null: anything will do
   * @returns null where nothing is left: for certain, where the space has no more than 100,000 points
   */
  find(proposal: Assignment | null, isAllowed: IsAllowed, random: Random): Assignment | null
}

export function createReplacement(space: SearchSpace): Replacement {
  const cube = createUnitCube(space)
  const tree = createAssignmentTree(space, ({ domain }) => allLevels(domain))
  return {
    find: (proposal, isAllowed, random) =>
      (proposal && findNear({ space, cube }, proposal, { isAllowed, random })) ??
      findDrawn(space, tree === null ? MOST_DRAWS_WITHOUT_END : MOST_DRAWS, { isAllowed, random }) ??
      (tree && findLeft(tree, isAllowed, random)),
  }
}

interface Search {
  readonly isAllowed: IsAllowed
  readonly random: Random
}

function findNear(
  { space, cube }: { space: SearchSpace; cube: UnitCube },
  proposal: Assignment,
  { isAllowed, random }: Search,
): Assignment | null {
  const steps = cube.axes.flatMap((axis) => oneStepFrom(axis, proposal, random))
  for (const step of random.shuffle(steps)) {
    const neighbour = normaliseAssignment(space, step)
    if (isAllowed(neighbour)) return neighbour
  }
  const point = cube.toPoint(proposal)
  for (let count = 1; count <= MOST_CHANGES; count++) {
    const changed = cube.toAssignment(
      changePoint(cube.axes, point, { random, width: count / MOST_CHANGES / 3 }),
    )
    if (isAllowed(changed)) return changed
  }
  return null
}

/** The proposal with the next smaller or larger value of one parameter, or another choice. */
function oneStepFrom({ parameter, isOrdered }: Axis, proposal: Assignment, random: Random): Assignment[] {
  const { name, domain } = parameter
  const value = proposal[name]
  const count = countValues(domain)
  if (value === undefined || count === null) return []
  const own = indexOfValue(domain, value)
  const others = isOrdered
    ? [own - 1, own + 1]
    : random.shuffle(Array.from({ length: count }, (_, index) => index)).slice(0, MOST_CHOICES)
  return others
    .filter((index) => index >= 0 && index < count && index !== own)
    .map((index) => ({ ...proposal, [name]: valueAt(domain, index) }))
}

/** Each place is moved by a normal draw of this width; choices without an order are drawn anew, as seldom as the width is small. */
function changePoint(
  axes: readonly Axis[],
  point: Float64Array,
  { random, width }: { random: Random; width: number },
): Float64Array {
  return point.map((place, index) => {
    const isDrawn = Number.isNaN(place) || (axes[index]?.isOrdered === false && random.next() < width)
    if (isDrawn) return random.next()
    return axes[index]?.isOrdered === false ? place : reflect(place + width * random.normal())
  })
}

/** What leaves [0, 1] comes back, so that the ends do not gather it. */
function reflect(place: number): number {
  const turned = Math.abs(place) % 2
  return turned > 1 ? 2 - turned : turned
}

function findDrawn(space: SearchSpace, draws: number, { isAllowed, random }: Search): Assignment | null {
  for (let count = 0; count < draws; count++) {
    const assignment = sampleAssignment(space, random)
    if (isAllowed(assignment)) return assignment
  }
  return null
}

/** Walks from a random point through the numbered points. */
function findLeft(tree: AssignmentTree, isAllowed: IsAllowed, random: Random): Assignment | null {
  if (tree.size === 0n) return null
  let index = BigInt(Math.floor(random.next() * toCount(tree.size))) % tree.size
  for (let steps = 0; steps < MOST_STEPS && BigInt(steps) < tree.size; steps++) {
    const assignment = tree.at(index)
    if (isAllowed(assignment)) return assignment
    index = (index + 1n) % tree.size
  }
  return null
}
