import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { arbitraryDesign } from '../../../../../test/support/designs'
import type { Parameter } from '../../../../shared/domain/searchSpace'
import { createRandom } from '../../../../shared/util/random'
import { factorise } from '../../maths/linearAlgebra'
import { sampleAssignment } from '../../space/assignments'
import { deriveSpace } from '../../space/deriveSpace'
import { createEmbedding, type Embedding } from './embedding'
import { matern, shrink, shrinkFactors, squaredDistance } from './kernel'
import { logImprovement } from './logImprovement'
import { createPosterior } from './posterior'

interface Figures {
  readonly rows: number[][]
  readonly z: number[]
  readonly points: number[][]
  readonly lengths: number[]
  readonly amplitude: number
  readonly noise: number
  readonly mean: number[]
  readonly variance: number[]
  readonly logImprovement: [number, number][]
}

const path = new URL('../../../../../test/fixtures/gaussianProcessFigures.json', import.meta.url)
const figures = JSON.parse(readFileSync(path, 'utf8')) as Figures

const range = (name: string): Parameter => ({
  ...{ name, default: 0, condition: null },
  domain: { kind: 'float', low: 0, high: 1, scale: 'linear' },
})
const cube = createEmbedding({ parameters: ['a', 'b', 'c'].map(range) })
const at = Float64Array.from([...figures.lengths, figures.amplitude, figures.noise], Math.log)

describe('a Gaussian process', () => {
  const rows = figures.rows.map((row) => Float64Array.from(row))
  const posterior = createPosterior(cube, at, { rows, z: Float64Array.from(figures.z) })

  it("has the posterior of scikit-learn's", () => {
    for (const [index, point] of figures.points.entries()) {
      const { mean, variance } = posterior.predict(Float64Array.from(point))
      expect(Math.abs(mean - (figures.mean[index] ?? NaN))).toBeLessThan(1e-8)
      expect(Math.abs(variance - (figures.variance[index] ?? NaN))).toBeLessThan(1e-8)
    }
  })

  it('fits at a trial what it predicts there', () => {
    for (const [index, row] of rows.entries())
      expect(posterior.predict(row).mean).toBeCloseTo(posterior.fitted[index] ?? NaN, 9)
  })

  it('doubts less near a pending trial, and expects the same', () => {
    const pending = Float64Array.of(0.5, 0.5, 0.5)
    const [near, before] = [Float64Array.of(0.55, 0.5, 0.5), posterior.predict(pending)]
    const believing = posterior.believe(pending)
    expect(believing.predict(near).mean).toBeCloseTo(posterior.predict(near).mean, 12)
    expect(believing.predict(near).variance).toBeLessThan(posterior.predict(near).variance)
    const certain = (before.variance * figures.noise) / (before.variance + figures.noise)
    expect(believing.predict(pending).variance).toBeCloseTo(certain, 5)
  })
})

describe('the expected improvement', () => {
  it('has the logarithm of 2000 digits, far below the best, too', () => {
    for (const [z, expected] of figures.logImprovement)
      expect(Math.abs(logImprovement(z) - expected)).toBeLessThan(1e-11 * Math.max(1, Math.abs(expected)))
  })
})

describe('the kernel', () => {
  it('is positive definite over any space, conditional ones among them', () => {
    fc.assert(
      fc.property(arbitraryDesign(), fc.nat(), (design, seed) => {
        const space = deriveSpace(design)
        const embedding = createEmbedding(space)
        const features = new Map(
          Array.from({ length: 25 }, (_, index) => {
            const row = embedding.toFeatures(sampleAssignment(space, createRandom(seed, index)))
            expect(row.every(Number.isFinite)).toBe(true)
            return [row.join(), row]
          }),
        )
        const kernel = kernelOf(embedding, [...features.values()], seed)
        expect(factorise(kernel, features.size)).toBe(true)
      }),
      { seed: 4, numRuns: 60 },
    )
  })
})

/** With lengths drawn around 1, and next to no noise. */
function kernelOf(embedding: Embedding, features: readonly Float64Array[], seed: number): Float64Array {
  const random = createRandom(seed, 1)
  const lengths = Float64Array.from({ length: embedding.scales }, () => random.normal())
  const rows = shrink(shrinkFactors(embedding, lengths), features)
  const n = features.length
  return Float64Array.from({ length: n * n }, (_, index) => {
    const [row, other] = [Math.floor(index / n), index % n]
    const square = squaredDistance(embedding.columns, { rows, row }, { rows, row: other })
    return matern(square) + (row === other ? 1e-9 : 0)
  })
}
