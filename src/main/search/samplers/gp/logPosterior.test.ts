import { expect, it } from 'vitest'
import { createRandom } from '../../../../shared/util/random'
import type { Parameter, SearchSpace } from '../../../../shared/domain/searchSpace'
import { sampleAssignment } from '../../space/assignments'
import { createEmbedding } from './embedding'
import { priorsOf } from './hyperparameters'
import { pairDistances } from './kernel'
import { logPosterior } from './logPosterior'
import { toRelative } from './outputWarp'

const SPACE: SearchSpace = {
  parameters: [
    parameter('rate', { kind: 'float', low: 1e-4, high: 1, scale: 'log' }),
    parameter('units', { kind: 'integer', low: 1, high: 9, scale: 'linear', step: 2 }),
    parameter('kind', { kind: 'choice', values: ['a', 'b', 'c'] }),
    {
      ...parameter('drop', { kind: 'float', low: 0, high: 1, scale: 'linear' }),
      condition: { test: 'oneOf', parameter: 'kind', values: ['b'] },
    },
  ],
}

function parameter(name: string, domain: Parameter['domain']): Parameter {
  return { name, domain, default: 0, condition: null }
}

it('the gradient of the likelihood is that of its differences, in every hyperparameter', () => {
  const embedding = createEmbedding(SPACE)
  const random = createRandom(4)
  const assignments = Array.from({ length: 17 }, () => sampleAssignment(SPACE, random))
  const values = assignments.map(
    ({ rate }, index) => Math.log(Number(rate)) ** 2 + 0.3 * Math.sin(index) + (index % 3),
  )
  const data = {
    distances: pairDistances(embedding, assignments.map(embedding.toFeatures)),
    values: toRelative(Float64Array.from(values)),
    priors: priorsOf(embedding),
  }
  for (let round = 0; round < 5; round++) {
    const at = Float64Array.from(data.priors, ({ mean }) => mean + 0.7 * random.normal())
    const gradient = new Float64Array(at.length)
    logPosterior(data, at, gradient)
    for (const [index, slope] of gradient.entries()) {
      const moved = [-1e-5, 1e-5].map((step) =>
        logPosterior(data, at.with(index, (at[index] ?? 0) + step), new Float64Array(at.length)),
      )
      const difference = ((moved[1] ?? 0) - (moved[0] ?? 0)) / 2e-5
      expect(Math.abs(slope - difference)).toBeLessThan(1e-5 * Math.max(1, Math.abs(difference)))
    }
  }
})
