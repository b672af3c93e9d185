/** @file Functions with a known least value, and how well a strategy does on them on average. */
import { createSampler } from '../../src/main/search'
import { hypervolume } from '../../src/main/search/pareto/hypervolume'
import type { Assignment, Domain, Parameter, SearchSpace } from '../../src/shared/domain/searchSpace'
import type { SamplerSpec } from '../../src/shared/domain/search/samplerSpec'
import { runSearch, taskOf } from './search'

export interface SearchFunction {
  readonly space: SearchSpace
  readonly evaluate: (assignment: Assignment) => number
}

function parameter(name: string, domain: Domain, condition: Parameter['condition'] = null): Parameter {
  const first = domain.kind === 'choice' ? (domain.values[0] ?? 0) : domain.low
  return { name, domain, default: first, condition }
}

/** Its default is in the middle, for the ends are where fronts lie. */
const unit = (name: string): Parameter => ({
  ...parameter(name, { kind: 'float', low: 0, high: 1, scale: 'linear' }),
  default: 0.5,
})
const numberOf = (assignment: Assignment, name: string) => Number(assignment[name] ?? 0)

/** A bowl over every kind of parameter; least, 0, at rate 0.01, share 0.3, 40 units, the third size, kind b. */
export const BOWL: SearchFunction = {
  space: {
    parameters: [
      parameter('rate', { kind: 'float', low: 1e-5, high: 1, scale: 'log' }),
      parameter('share', { kind: 'float', low: 0, high: 1, scale: 'linear', step: 0.05 }),
      parameter('units', { kind: 'integer', low: 4, high: 256, scale: 'log', step: 1 }),
      parameter('size', { kind: 'choice', values: [8, 16, 32, 64, 128], isOrdered: true }),
      parameter('kind', { kind: 'choice', values: ['a', 'b', 'c', 'd'] }),
    ],
  },
  evaluate: (assignment) =>
    (Math.log10(numberOf(assignment, 'rate')) + 2) ** 2 +
    4 * (numberOf(assignment, 'share') - 0.3) ** 2 +
    Math.log(numberOf(assignment, 'units') / 40) ** 2 +
    0.3 * (Math.log2(numberOf(assignment, 'size')) - 5) ** 2 +
    (assignment['kind'] === 'b' ? 0 : 1),
}

/** Two models with settings of their own; least, 0.1, with `deep`, whose settings matter more. */
export const BRANCHES: SearchFunction = {
  space: {
    parameters: [
      parameter('model', { kind: 'choice', values: ['flat', 'deep'] }),
      parameter('rate', { kind: 'float', low: 1e-4, high: 1, scale: 'log' }),
      parameter(
        'slope',
        { kind: 'float', low: -1, high: 1, scale: 'linear' },
        {
          test: 'oneOf',
          parameter: 'model',
          values: ['flat'],
        },
      ),
      parameter(
        'layers',
        { kind: 'integer', low: 1, high: 9, scale: 'linear', step: 1 },
        {
          test: 'oneOf',
          parameter: 'model',
          values: ['deep'],
        },
      ),
      parameter(
        'drop',
        { kind: 'float', low: 0, high: 1, scale: 'linear' },
        {
          test: 'atLeast',
          parameter: 'layers',
          value: 3,
        },
      ),
    ],
  },
  evaluate: (assignment) => {
    const rate = 0.3 * (Math.log10(numberOf(assignment, 'rate')) + 2) ** 2
    if (assignment['model'] === 'flat') return 0.5 + rate + (numberOf(assignment, 'slope') - 0.2) ** 2
    const layers = numberOf(assignment, 'layers')
    return (
      0.1 +
      rate +
      0.05 * (layers - 6) ** 2 +
      (layers < 3 ? 0.5 : 2 * (numberOf(assignment, 'drop') - 0.4) ** 2)
    )
  },
}

/** ZDT1 of Zitzler, Deb and Thiele (2000) with six variables. */
export const ZDT1: SearchSpace = { parameters: ['a', 'b', 'c', 'd', 'e', 'f'].map(unit) }
export function zdt1(assignment: Assignment): readonly number[] {
  const first = numberOf(assignment, 'a')
  const rest = ['b', 'c', 'd', 'e', 'f'].reduce((sum, name) => sum + numberOf(assignment, name), 0)
  const g = 1 + (9 * rest) / 5
  return [first, g * (1 - Math.sqrt(first / g))]
}

/** @returns the mean over seeds of the best value after so many trials. */
export function meanBest(
  toSpec: (seed: number) => SamplerSpec,
  { space, evaluate }: SearchFunction,
  { trials, seeds }: { trials: number; seeds: number },
): number {
  let sum = 0
  for (let seed = 1; seed <= seeds; seed++) {
    const history = runSearch(createSampler(taskOf(space), toSpec(seed)), evaluate, trials)
    sum += Math.min(...history.map(({ values }) => values?.[0] ?? Infinity))
  }
  return sum / seeds
}

/** @returns the mean over seeds of the volume that all trials on ZDT1 dominate below (1.1, 8). */
export function meanVolume(
  toSpec: (seed: number) => SamplerSpec,
  { trials, seeds }: { trials: number; seeds: number },
): number {
  let sum = 0
  for (let seed = 1; seed <= seeds; seed++) {
    const history = runSearch(createSampler(taskOf(ZDT1, { objectives: 2 }), toSpec(seed)), zdt1, trials)
    sum += hypervolume(
      history.map(({ values }) => values ?? []),
      [1.1, 8],
    )
  }
  return sum / seeds
}
