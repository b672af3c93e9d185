import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { Domain, Parameter } from '../../../../shared/domain/searchSpace'
import { createRandom } from '../../../../shared/util/random'
import { valueAt } from '../../space/domains'
import { type ModelledParameter, modelParameter } from './parzenAxis'
import { createParzenEstimator } from './parzenEstimator'
import { fadingWeights } from './weights'

interface Figures {
  readonly domains: Domain[]
  readonly observations: number[][]
  readonly points: number[][]
  readonly logs: number[]
}

const path = new URL('../../../../../test/fixtures/parzenFigures.json', import.meta.url)
const FIGURES = JSON.parse(readFileSync(path, 'utf8')) as Figures[]

function model(domain: Domain): ModelledParameter {
  const parameter: Parameter = { name: 'x', domain, default: valueAt(domain, 0), condition: null }
  const modelled = modelParameter(parameter)
  expect(modelled).not.toBeNull()
  return modelled as ModelledParameter
}

function placesOf(models: readonly ModelledParameter[], values: readonly number[][]): Float64Array[] {
  return models.map(({ placeOf }, index) => Float64Array.from(values[index] ?? [], placeOf))
}

describe('a Parzen estimator', () => {
  const named = FIGURES.map((figures) => ({
    name: figures.domains.map(({ kind }) => kind).join(' × '),
    count: figures.observations[0]?.length ?? 0,
    figures,
  }))

  it.each(named)("has Optuna's density of $name after $count trials", ({ figures, count }) => {
    const models = figures.domains.map(model)
    const axes = models.map(({ axis }) => axis)
    const estimator = createParzenEstimator(
      axes,
      placesOf(models, figures.observations),
      fadingWeights(count),
    )
    const logs = estimator.logDensities(placesOf(models, figures.points))
    for (const [index, expected] of figures.logs.entries())
      expect(Math.abs((logs[index] ?? NaN) - expected)).toBeLessThan(1e-9)
  })

  it('gives all values of a grid a probability of one together', () => {
    const domains: Domain[] = [
      { kind: 'integer', low: 1, high: 60, scale: 'log', step: 1 },
      { kind: 'integer', low: 2, high: 30, scale: 'log', step: 7 },
      { kind: 'choice', values: [16, 32, 64, 128], isOrdered: true },
      { kind: 'choice', values: ['a', 'b', 'c'] },
    ]
    for (const domain of domains) {
      const { axis } = model(domain)
      const count = axis.kind === 'range' ? 0 : axis.count
      const estimator = createParzenEstimator([axis], [Float64Array.of(0, 2, 2, 1)], fadingWeights(4))
      const logs = estimator.logDensities([Float64Array.from({ length: count }, (_, index) => index)])
      expect(logs.reduce((sum, log) => sum + Math.exp(log), 0)).toBeCloseTo(1, 10)
    }
  })

  it('draws what it says is likely', () => {
    const models = [
      model({ kind: 'integer', low: 1, high: 12, scale: 'log', step: 1 }),
      model({ kind: 'choice', values: ['a', 'b'] }),
    ]
    const axes = models.map(({ axis }) => axis)
    const estimator = createParzenEstimator(
      axes,
      [Float64Array.of(2, 9), Float64Array.of(0, 1)],
      Float64Array.of(1, 1),
    )
    const [integers = [], choices = []] = estimator.draw(20_000, createRandom(1))
    for (const [integer, choice] of [
      [2, 0],
      [9, 1],
      [2, 1],
    ] as const) {
      const found = [...integers.keys()].filter((row) => integers[row] === integer && choices[row] === choice)
      const [log = 0] = estimator.logDensities([Float64Array.of(integer), Float64Array.of(choice)])
      expect(found.length / 20_000).toBeCloseTo(Math.exp(log), 2)
    }
  })
})
