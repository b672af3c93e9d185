/** @file Samplers that fill a space evenly, whatever the results: Sobol, Halton and Latin hypercubes. */
import type { SamplerSpecOf } from '../../../../shared/domain/search/samplerSpec'
import { createRandom } from '../../../../shared/util/random'
import { createUnitCube } from '../../encoding/unitCube'
import type { Sampler, SearchTask } from '../../types'
import { createDistinctSampler } from '../distinctSequence'
import { createHalton } from './halton'
import { drawLatinHypercube } from './latinHypercube'
import { createSobol, MOST_SOBOL_AXES } from './sobol'

/** Keep the generators of one seed apart. */
const SCRAMBLING = 0x50b01
const DESIGNS = 0x1a71

/** Scrambled by the seed. Axes for which there are no direction numbers are drawn at random. */
export function createSobolSampler(task: SearchTask, { seed }: SamplerSpecOf<'sobol'>): Sampler {
  return fillSpace(task, seed, (axes) => {
    const sequence = createSobol(Math.min(axes, MOST_SOBOL_AXES), createRandom(seed, SCRAMBLING))
    return (index) => padded(sequence.point(index), axes, createRandom(seed, SCRAMBLING, index))
  })
}

/** Scrambled by the seed. */
export function createHaltonSampler(task: SearchTask, { seed }: SamplerSpecOf<'halton'>): Sampler {
  return fillSpace(task, seed, (axes) => {
    const sequence = createHalton(axes, createRandom(seed, SCRAMBLING))
    return (index) => sequence.point(index)
  })
}

/** A design of `points` points, then further ones. */
export function createLatinHypercubeSampler(
  task: SearchTask,
  { seed, points }: SamplerSpecOf<'latinHypercube'>,
): Sampler {
  return fillSpace(task, seed, (axes) => {
    let [design, rows] = [-1, [] as Float64Array[]]
    return (index) => {
      const wanted = Math.floor(index / points)
      if (wanted !== design) {
        design = wanted
        rows = drawLatinHypercube(points, axes, createRandom(seed, DESIGNS, design))
      }
      return rows[index % points] ?? new Float64Array(axes)
    }
  })
}

/** Points are taken in turn from the second trial on; one that leads to what was proposed is passed over. */
function fillSpace(
  { space }: SearchTask,
  seed: number,
  pointsOf: (axes: number) => (index: number) => Float64Array,
): Sampler {
  const cube = createUnitCube(space)
  const pointAt = pointsOf(cube.axes.length)
  let index = 0
  return createDistinctSampler(space, (number) => ({
    next: () => cube.toAssignment(pointAt(index++)),
    share: () => createRandom(seed, number).next(),
  }))
}

function padded(point: Float64Array, axes: number, random: { next(): number }): Float64Array {
  if (point.length === axes) return point
  return Float64Array.from({ length: axes }, (_, axis) => point[axis] ?? random.next())
}
