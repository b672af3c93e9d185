/** @file What random search finds with 100 full trainings, exactly for a large pool of random trials. */
import { sampleAssignment } from '../../src/main/search'
import { createRandom } from '../../src/shared/util/random'
import { EPOCHS, type Surrogate } from './surrogate'

/** Trials that stand for all there are. */
const POOL = 4000
const TRAININGS = 100
const SEED = 20_26

export interface Reference {
  /** The expected lowest error of 100 trials, by task. */
  readonly targets: ReadonlyMap<string, number>
  /** Full trainings that random search takes on average until it is there: 1 / share of trials that are, averaged over tasks. */
  readonly meanOfRandom: number
}

export async function drawReference(surrogate: Surrogate, tasks: readonly string[]): Promise<Reference> {
  const assignments = Array.from({ length: POOL }, (_, index) =>
    sampleAssignment(surrogate.space, createRandom(SEED, index)),
  )
  const targets = new Map<string, number>()
  let sum = 0
  for (const task of tasks) {
    const errors = await surrogate.errors(
      assignments.map((assignment) => ({ task, assignment, epoch: EPOCHS })),
    )
    const target = expectedLowest(errors)
    targets.set(task, target)
    sum += POOL / errors.filter((error) => error <= target).length
  }
  return { targets, meanOfRandom: sum / tasks.length }
}

/** The k-th lowest of the pool is the lowest of 100 drawn without replacement with a probability that follows from the one before. */
function expectedLowest(errors: readonly number[]): number {
  const sorted = errors.toSorted((a, b) => a - b)
  let [expected, noneBefore] = [0, 1]
  for (const [index, error] of sorted.entries()) {
    const chance = Math.min(1, TRAININGS / (POOL - index))
    expected += error * noneBefore * chance
    noneBefore *= 1 - chance
  }
  return expected
}
