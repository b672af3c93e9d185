/** @file How large a space is. */
import type { SearchSpace } from '../../../shared/domain/searchSpace'
import { createAssignmentTree } from './assignmentTree'
import { allLevels, gridLevels } from './levels'

/**
 * @returns the number of different assignments, children counted only where they exist; null where a float range
 * without a step makes it infinite. Exact up to 2^53, rounded above, never infinite.
 */
export function countCombinations(space: SearchSpace): number | null {
  const tree = createAssignmentTree(space, ({ domain }) => allLevels(domain))
  return tree === null ? null : toCount(tree.size)
}

/** @returns the number of points a grid with `pointsPerRange` values a range has. */
export function gridSize(space: SearchSpace, pointsPerRange: number): number {
  const tree = createAssignmentTree(space, ({ domain }) => gridLevels(domain, pointsPerRange))
  return toCount(tree?.size ?? 0n)
}

/** A number that JSON can carry: beyond the largest there is no telling apart anyway. */
export function toCount(size: bigint): number {
  return Math.min(Number(size), Number.MAX_VALUE)
}
