/** @file The order of a grid that begins with the ends and middles of all ranges and then goes between them. */
import type { Assignment, Parameter, ParameterValue, SearchSpace } from '../../../shared/domain/searchSpace'
import { type AssignmentTree, createAssignmentTree } from '../space/assignmentTree'
import type { Levels } from '../space/levels'
import { createShuffle } from './shuffle'

type LevelsOf = (parameter: Parameter) => Levels

/**
 * The points of one round are those whose levels are all as coarse as the round or coarser, without those of earlier rounds, in an order that
 * follows from the seed. Every point comes once. Choices without an order are all coarse.
 * @returns a function from a position, from 0, to its point; null behind the last one
 */
export function orderCoarseToFine(
  space: SearchSpace,
  levelsOf: LevelsOf,
  seed: number,
): (position: number) => Assignment | null {
  const depths = new Map(space.parameters.map((parameter) => [parameter.name, depthsOf(parameter, levelsOf)]))
  const rounds = 1 + Math.max(0, ...[...depths.values()].flatMap((own) => [...own.values()]))
  const made: Assignment[] = []
  let [round, position] = [0, 0]
  let current = createRound(space, { levelsOf, depths, round }, seed)
  return (wanted) => {
    while (made.length <= wanted && round < rounds) {
      if (BigInt(position) >= current.tree.size) {
        round++
        position = 0
        current = createRound(space, { levelsOf, depths, round }, seed)
        continue
      }
      const assignment = current.tree.at(current.shuffle(position++))
      if (depthOf(assignment, depths) === round) made.push(assignment)
    }
    return made[wanted] ?? null
  }
}

type Depths = ReadonlyMap<string, ReadonlyMap<ParameterValue, number>>

interface Round {
  readonly levelsOf: LevelsOf
  readonly depths: Depths
  readonly round: number
}

function createRound(
  space: SearchSpace,
  { levelsOf, depths, round }: Round,
  seed: number,
): { tree: Pick<AssignmentTree, 'size' | 'at'>; shuffle: (position: number) => bigint } {
  const tree = createAssignmentTree(space, (parameter) => {
    const own = depths.get(parameter.name)
    return listed(valuesOf(levelsOf(parameter)).filter((value) => (own?.get(value) ?? 0) <= round))
  }) ?? { size: 0n, at: () => ({}) }
  return { tree, shuffle: createShuffle(tree.size, seed + round) }
}

function depthOf(assignment: Assignment, depths: Depths): number {
  const own = Object.entries(assignment).map(([name, value]) => depths.get(name)?.get(value) ?? 0)
  return Math.max(0, ...own)
}

/** Ends and the middle have depth 0, what halves the gaps between them 1, and so on. */
function depthsOf(parameter: Parameter, levelsOf: LevelsOf): Map<ParameterValue, number> {
  const { domain } = parameter
  const values = valuesOf(levelsOf(parameter))
  const last = values.length - 1
  const depths = new Map<ParameterValue, number>()
  const isOrdered = domain.kind !== 'choice' || domain.isOrdered === true
  for (let depth = 0; depths.size < values.length; depth++) {
    const parts = isOrdered ? 2 ** (depth + 1) : last
    for (let part = 0; part <= parts; part++) {
      const value = values[parts === 0 ? 0 : Math.round((last * part) / parts)]
      if (value !== undefined && !depths.has(value)) depths.set(value, depth)
    }
  }
  return depths
}

function valuesOf(levels: Levels): ParameterValue[] {
  return Array.from({ length: levels.size }, (_, index) => levels.at(index))
}

function listed(values: readonly ParameterValue[]): Levels {
  return { size: values.length, at: (index) => values[index] ?? '' }
}
