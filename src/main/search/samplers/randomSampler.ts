/** @file Random search: every trial drawn anew from the space, on log scales evenly in the logarithm. */
import type { SamplerSpecOf } from '../../../shared/domain/search/samplerSpec'
import { createRandom } from '../../../shared/util/random'
import { sampleAssignment } from '../space/assignments'
import type { Sampler, SearchTask } from '../types'
import { createDistinctSampler } from './distinctSequence'

/** Trial n is drawn with the generator of (seed, n). */
export function createRandomSampler({ space }: SearchTask, spec: SamplerSpecOf<'random'>): Sampler {
  return createDistinctSampler(space, (number) => {
    const random = createRandom(spec.seed, number)
    return { next: () => sampleAssignment(space, random), share: () => random.next() }
  })
}
