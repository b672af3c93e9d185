/** @file A sequence of assignments without a repetition, that follows from where its draws come from alone. */
import type { Assignment, SearchSpace } from '../../../shared/domain/searchSpace'
import { assignmentKey, defaultAssignment } from '../space/assignments'
import { type AssignmentTree, createAssignmentTree } from '../space/assignmentTree'
import { toCount } from '../space/counting'
import { allLevels } from '../space/levels'
import type { Sampler } from '../types'

/** Draws before a crowded space is searched for a free point instead. */
const MOST_DRAWS = 64

/** The draws for one trial, each another one. */
export interface Draws {
  next(): Assignment
  /** @returns where the search for a free point begins, from 0 to 1. */
  share(): number
}

/**
 * Trial 1 has the design's own settings; the others are drawn. A point is not proposed twice: a repeated draw is drawn
 * again, and a finite space ends when all of it was proposed. Neither the history nor the number of pending trials changes it.
 * @param drawFor called once for every trial after the first, in order
 */
export function createDistinctSampler(space: SearchSpace, drawFor: (number: number) => Draws): Sampler {
  const sequence = new DistinctSequence(space, drawFor)
  return {
    isForeseeable: true,
    plannedTrials: () => sequence.length(),
    propose: ({ number }) => sequence.at(number),
  }
}

class DistinctSequence {
  private readonly proposed: Assignment[] = []
  private readonly keys = new Set<string>()
  /** All points of the space; null where there are infinitely many. */
  private readonly points: AssignmentTree | null

  constructor(
    private readonly space: SearchSpace,
    private readonly drawFor: (number: number) => Draws,
  ) {
    this.points = createAssignmentTree(space, ({ domain }) => allLevels(domain))
  }

  length(): number | null {
    return this.points === null ? null : toCount(this.points.size)
  }

  /** Trials before `number` are made first, so that a resumed study goes on where it was. */
  at(number: number): Assignment | null {
    while (this.proposed.length < number && !this.isUsedUp()) {
      const assignment = this.draw(this.proposed.length + 1)
      this.keys.add(assignmentKey(assignment))
      this.proposed.push(assignment)
    }
    return this.proposed[number - 1] ?? null
  }

  private isUsedUp(): boolean {
    return this.points !== null && BigInt(this.proposed.length) >= this.points.size
  }

  private draw(number: number): Assignment {
    if (number === 1) return defaultAssignment(this.space)
    const draws = this.drawFor(number)
    let assignment = draws.next()
    for (let count = 1; count < MOST_DRAWS && this.isKnown(assignment); count++) assignment = draws.next()
    const isCrowded = this.points !== null && this.isKnown(assignment)
    return isCrowded ? this.nextFree(this.points, draws.share()) : assignment
  }

  /** Walks from a random point to the next one that is free; one is, as the space is not used up. */
  private nextFree(points: AssignmentTree, share: number): Assignment {
    let index = BigInt(Math.floor(share * toCount(points.size))) % points.size
    while (this.isKnown(points.at(index))) index = (index + 1n) % points.size
    return points.at(index)
  }

  private isKnown(assignment: Assignment): boolean {
    return this.keys.has(assignmentKey(assignment))
  }
}
