/** @file Random search: every trial drawn anew from the space, on log scales evenly in the logarithm. */
import type { Assignment, SearchSpace } from '../../../shared/domain/searchSpace'
import type { SamplerSpecOf } from '../../../shared/domain/search/samplerSpec'
import { createRandom } from '../../../shared/util/random'
import { assignmentKey, defaultAssignment, sampleAssignment } from '../space/assignments'
import { type AssignmentTree, createAssignmentTree } from '../space/assignmentTree'
import { toCount } from '../space/counting'
import { allLevels } from '../space/levels'
import type { Sampler, SearchTask } from '../types'

/** Draws before a crowded space is searched for a free point instead. */
const MOST_DRAWS = 64

/**
 * Trial 1 has the design's own settings; trial n is drawn with the generator of (seed, n). A point is not proposed
 * twice: a repeated draw is drawn again, and a finite space ends when all of it was proposed. The sequence follows
 * from space and seed alone, so neither the history nor the number of pending trials changes it.
 */
export function createRandomSampler({ space }: SearchTask, spec: SamplerSpecOf<'random'>): Sampler {
  const sequence = new RandomSequence(space, spec.seed)
  return {
    isForeseeable: true,
    plannedTrials: () => sequence.length(),
    propose: ({ number }) => sequence.at(number),
  }
}

class RandomSequence {
  private readonly proposed: Assignment[] = []
  private readonly keys = new Set<string>()
  /** All points of the space; null where there are infinitely many. */
  private readonly points: AssignmentTree | null

  constructor(
    private readonly space: SearchSpace,
    private readonly seed: number,
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
    const random = createRandom(this.seed, number)
    if (number === 1) return defaultAssignment(this.space)
    let assignment = sampleAssignment(this.space, random)
    for (let draws = 1; draws < MOST_DRAWS && this.isKnown(assignment); draws++) {
      assignment = sampleAssignment(this.space, random)
    }
    const isCrowded = this.points !== null && this.isKnown(assignment)
    return isCrowded ? this.nextFree(this.points, random.next()) : assignment
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
