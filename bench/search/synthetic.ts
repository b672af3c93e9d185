import type { Assignment, Condition, Domain, Parameter } from '../../src/shared/domain/searchSpace'
import type { Problem } from './problem'

type Ends = readonly [low: number, high: number]

const float = (name: string, [low, high]: Ends, condition: Condition | null = null): Parameter =>
  parameterOf(name, { kind: 'float', low, high, scale: 'linear' }, condition)

/** The middle is the default: nowhere the best there is. */
function parameterOf(name: string, domain: Domain, condition: Condition | null = null): Parameter {
  const middle = domain.kind === 'choice' ? (domain.values[0] ?? '') : (domain.low + domain.high) / 2
  return { name, domain, default: domain.kind === 'integer' ? Math.floor(Number(middle)) : middle, condition }
}

const cube = (axes: number, ends: Ends) => Array.from({ length: axes }, (_, axis) => float(`x${axis}`, ends))

function problem(
  name: string,
  parameters: readonly Parameter[],
  [evaluate, least]: [evaluate: (x: readonly number[]) => number, least: number],
): Problem {
  const names = parameters.map((parameter) => parameter.name)
  return {
    ...{ name, least, space: { parameters: [...parameters] }, unit: () => 1 },
    evaluate: (assignment) => evaluate(names.map((one) => Number(assignment[one]))),
  }
}

function branin([x = 0, y = 0]: readonly number[]): number {
  const bend = y - (5.1 / (4 * Math.PI ** 2)) * x * x + (5 / Math.PI) * x - 6
  return bend * bend + 10 * (1 - 1 / (8 * Math.PI)) * Math.cos(x) + 10
}

const HARTMANN_WEIGHTS = [1, 1.2, 3, 3.2]
const HARTMANN_SCALES = [
  [10, 3, 17, 3.5, 1.7, 8],
  [0.05, 10, 17, 0.1, 8, 14],
  [3, 3.5, 1.7, 10, 17, 8],
  [17, 8, 0.05, 10, 0.1, 14],
]
const HARTMANN_CENTRES = [
  [1312, 1696, 5569, 124, 8283, 5886],
  [2329, 4135, 8307, 3736, 1004, 9991],
  [2348, 1451, 3522, 2883, 3047, 6650],
  [4047, 8828, 8732, 5743, 1091, 381],
]

function hartmann(x: readonly number[]): number {
  return HARTMANN_WEIGHTS.reduce((sum, weight, hill) => {
    const distance = x.reduce(
      (total, place, axis) =>
        total +
        (HARTMANN_SCALES[hill]?.[axis] ?? 0) * (place - 1e-4 * (HARTMANN_CENTRES[hill]?.[axis] ?? 0)) ** 2,
      0,
    )
    return sum - weight * Math.exp(-distance)
  }, 0)
}

function rosenbrock(x: readonly number[]): number {
  return x
    .slice(1)
    .reduce((sum, next, axis) => sum + 100 * (next - (x[axis] ?? 0) ** 2) ** 2 + (1 - (x[axis] ?? 0)) ** 2, 0)
}

function ackley(x: readonly number[]): number {
  const squares = x.reduce((sum, place) => sum + place * place, 0) / x.length
  const waves = x.reduce((sum, place) => sum + Math.cos(2 * Math.PI * place), 0) / x.length
  return 20 + Math.E - 20 * Math.exp(-0.2 * Math.sqrt(squares)) - Math.exp(waves)
}

const only = (parameter: string, ...values: (string | number)[]): Condition => ({
  test: 'oneOf',
  parameter,
  values,
})

/** Three families of settings, each with its own parameters and a least value of its own; that of `b` is the least of all, 0. */
function conditional(assignment: Assignment): number {
  const of = (name: string) => Number(assignment[name])
  const rate = of('rate')
  if (assignment['kind'] === 'a') return 0.3 + (rate - 0.2) ** 2 + 0.5 * (of('a.momentum') - 0.7) ** 2
  if (assignment['kind'] === 'b')
    return 2 * (rate - 0.6) ** 2 + (of('b.momentum') - 0.3) ** 2 + 0.7 * (of('b.decay') - 0.6) ** 2
  const drop = assignment['c.drop'] === undefined ? 0.1 : (of('c.drop') - 0.4) ** 2
  return 0.1 + (rate - 0.5) ** 2 + 0.05 * Math.abs(of('c.layers') - 3) + drop
}

const CONDITIONAL: Problem = {
  name: 'conditional',
  space: {
    parameters: [
      parameterOf('kind', { kind: 'choice', values: ['a', 'b', 'c'] }),
      float('rate', [0, 1]),
      float('a.momentum', [0, 1], only('kind', 'a')),
      float('b.momentum', [0, 1], only('kind', 'b')),
      float('b.decay', [0, 1], only('kind', 'b')),
      parameterOf(
        'c.layers',
        { kind: 'integer', low: 1, high: 4, scale: 'linear', step: 1 },
        only('kind', 'c'),
      ),
      float('c.drop', [0, 1], only('c.layers', 3, 4)),
    ],
  },
  evaluate: conditional,
  least: 0,
  unit: () => 1,
}

/** Functions whose least value is known; Ackley's ends are uneven, so that its bottom is not the default. */
export const SYNTHETIC: readonly Problem[] = [
  problem('branin', [float('x', [-5, 10]), float('y', [0, 15])], [branin, 0.39788735772973816]),
  problem('hartmann6', cube(6, [0, 1]), [hartmann, -3.32236801141551]),
  problem('rosenbrock5', cube(5, [-2, 2.4]), [rosenbrock, 0]),
  problem('ackley5', cube(5, [-10, 22]), [ackley, 0]),
  CONDITIONAL,
]
