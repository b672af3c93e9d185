/** @file Tries again until what was made by chance is allowed. */
import type { Assignment, SearchSpace } from '../../../shared/domain/searchSpace'
import type { Random } from '../../../shared/util/random'
import { sampleAssignment } from '../space/assignments'
import type { Question } from '../types'

const MOST_TRIES = 64

/** @returns the first of 64 that is allowed, else the last, for which `createSampler` finds another. */
export function firstAllowed({ isAllowed }: Question, make: () => Assignment): Assignment {
  let assignment = make()
  for (let tries = 1; tries < MOST_TRIES && !isAllowed(assignment); tries++) assignment = make()
  return assignment
}

/** @returns an even draw of the space, as long as one is found that is allowed. */
export function drawAllowed(space: SearchSpace, question: Question, random: Random): Assignment {
  return firstAllowed(question, () => sampleAssignment(space, random))
}
