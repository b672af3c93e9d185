/** @file Grid search: every combination of the levels of every parameter, exactly once. */
import type { Parameter } from '../../../shared/domain/searchSpace'
import type { SamplerSpecOf } from '../../../shared/domain/search/samplerSpec'
import { createAssignmentTree } from '../space/assignmentTree'
import { toCount } from '../space/counting'
import { gridLevels } from '../space/levels'
import type { Sampler, SearchTask } from '../types'
import { orderCoarseToFine } from './coarseToFine'
import { createShuffle } from './shuffle'

/**
 * Ordered, the last parameter varies fastest; shuffled, the order is a random permutation that follows from the seed; from coarse to fine,
 * the ends and middles of ranges come first. Parameters that do not exist in a combination make no further points. The history changes nothing.
 */
export function createGridSampler({ space }: SearchTask, spec: SamplerSpecOf<'grid'>): Sampler {
  const levelsOf = ({ domain }: Parameter) => gridLevels(domain, spec.pointsPerRange)
  const tree = createAssignmentTree(space, levelsOf)
  const size = tree?.size ?? 0n
  const shuffle = createShuffle(size, spec.seed)
  const coarseToFine = orderCoarseToFine(space, levelsOf, spec.seed)
  return {
    isForeseeable: true,
    plannedTrials: () => toCount(size),
    propose: ({ number }) => {
      const position = BigInt(number - 1)
      if (tree === null || position < 0n || position >= size) return null
      if (spec.order === 'coarseToFine') return coarseToFine(number - 1)
      return tree.at(spec.order === 'shuffled' ? shuffle(number - 1) : position)
    },
  }
}
