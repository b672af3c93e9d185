import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { Assignment, Parameter, SearchSpace } from '../../../../shared/domain/searchSpace'
import { createRandom } from '../../../../shared/util/random'
import { createRowEncoder, growForest } from '../../forest'
import { sampleAssignment } from '../../space/assignments'
import { finish } from '../types'
import { fanova } from './fanova'
import { pedAnova, pedAnovaDivergences } from './pedAnova'
import { createSpaceMeasure, wholeBox } from './spaceMeasure'

interface Golden {
  readonly trials: readonly (Assignment & { readonly value: number })[]
  readonly pedAnova: Readonly<Record<string, number>>
  readonly fanova?: Readonly<Record<string, number>>
}

/** Made by bench/peers/importance.py. */
const OPTUNA: Readonly<Record<string, Golden>> = JSON.parse(
  readFileSync(new URL('optunaImportance.json', import.meta.url), 'utf8'),
)

function parameter(
  name: string,
  domain: Parameter['domain'],
  condition: Parameter['condition'] = null,
): Parameter {
  return { name, domain, default: domain.kind === 'choice' ? (domain.values[0] ?? 0) : domain.low, condition }
}

const range = (low: number, high: number, scale: 'linear' | 'log' = 'linear') =>
  ({ kind: 'float', low, high, scale }) as const
const choice = (...values: string[]) => ({ kind: 'choice', values }) as const

const MOMENTUM = parameter('momentum', range(0, 1), { test: 'oneOf', parameter: 'kind', values: ['q'] })

const SPACES: Readonly<Record<string, SearchSpace>> = {
  numbers: {
    parameters: [
      ...['a', 'b', 'c'].map((name) => parameter(name, range(0, 1))),
      parameter('n', { kind: 'integer', low: 1, high: 8, scale: 'linear', step: 1 }),
    ],
  },
  mixed: {
    parameters: [
      parameter('rate', range(1e-4, 1e-1, 'log')),
      parameter('kind', choice('p', 'q', 'r')),
      parameter('units', { kind: 'integer', low: 8, high: 256, scale: 'log', step: 1 }),
      parameter('drop', { ...range(0, 0.5), step: 0.1 }),
    ],
  },
  conditional: {
    parameters: [parameter('kind', choice('p', 'q')), parameter('rate', range(0, 1)), MOMENTUM],
  },
}

function taskOf(name: string) {
  const { parameters } = SPACES[name] ?? { parameters: [] }
  const { trials } = OPTUNA[name] ?? { trials: [] }
  const assignments = trials.map(({ value: _, ...assignment }) => assignment as Assignment)
  return { parameters, assignments, values: trials.map(({ value }) => value) }
}

function fanovaOf(
  space: SearchSpace,
  assignments: readonly Assignment[],
  values: readonly number[],
  seed = 1,
) {
  const encoder = createRowEncoder(space)
  const data = {
    columns: encoder.toColumns(assignments),
    choices: encoder.choices,
    targets: Float64Array.from(values),
  }
  const forest = growForest(data, { trees: 64, maxDepth: 64, seed })
  const shares = finish(fanova(forest, createSpaceMeasure(space))) ?? []
  return Object.fromEntries(encoder.axes.map(({ parameter: { name } }, index) => [name, shares[index]]))
}

/** Trials drawn evenly, with results of a function. */
function drawn(space: SearchSpace, count: number, valueOf: (assignment: Assignment) => number) {
  const assignments = Array.from({ length: count }, (_, index) =>
    sampleAssignment(space, createRandom(8, index)),
  )
  return { assignments, values: assignments.map(valueOf) }
}

describe('pedAnovaDivergences', () => {
  it.each(['numbers', 'mixed', 'conditional'])('is what Optuna says: %s', (name) => {
    const task = taskOf(name)
    const ours = pedAnovaDivergences(task)
    for (const [index, { name: own }] of task.parameters.entries()) {
      expect(ours[index]).toBeCloseTo(OPTUNA[name]?.pedAnova[own] ?? Number.NaN, 9)
    }
  })
})

describe('pedAnova', () => {
  it('gives shares of one, each within its range, and the same ones every time', () => {
    const shares = finish(pedAnova(taskOf('mixed'))) ?? []
    expect(shares.reduce((sum, { importance }) => sum + importance, 0)).toBeCloseTo(1, 12)
    for (const { importance, low, high } of shares) {
      expect(low).toBeLessThanOrEqual(importance)
      expect(high).toBeGreaterThanOrEqual(importance)
    }
    expect(finish(pedAnova(taskOf('mixed')))).toEqual(shares)
  })

  it('says nothing where all trials are equally good', () => {
    const task = taskOf('numbers')
    expect(finish(pedAnova({ ...task, values: task.values.map(() => 1) }))).toBeNull()
  })
})

describe('fanova', () => {
  it('is what Optuna says, within what another seed changes', () => {
    const { assignments, values } = taskOf('numbers')
    const ours = fanovaOf(SPACES['numbers'] ?? { parameters: [] }, assignments, values)
    for (const [name, theirs] of Object.entries(OPTUNA['numbers']?.fanova ?? {})) {
      expect(Math.abs((ours[name]?.importance ?? 0) - theirs)).toBeLessThan(0.02)
    }
  })

  it('comes near the variances of a function that has no noise', () => {
    const space = SPACES['numbers'] ?? { parameters: [] }
    const { assignments, values } = drawn(space, 1000, ({ a, b }) => 3 * Number(a) + Number(b))
    const { a, b, c } = fanovaOf(space, assignments, values)
    expect(a?.importance).toBeCloseTo(0.9, 1)
    expect(b?.importance).toBeCloseTo(0.1, 1)
    expect(c?.importance).toBeLessThan(0.01)
    expect((a?.low ?? 1) < (a?.importance ?? 0) && (a?.importance ?? 1) < (a?.high ?? 0)).toBe(true)
  })

  it('weighs a parameter by how often it exists, and gives its existence to the one that decides it', () => {
    const space = SPACES['conditional'] ?? { parameters: [] }
    const { assignments, values } = drawn(space, 1000, ({ momentum }) =>
      momentum === undefined ? 0.5 : Number(momentum),
    )
    const { kind, rate, momentum } = fanovaOf(space, assignments, values)
    expect(momentum?.importance).toBeGreaterThan(0.95)
    expect(kind?.importance).toBeLessThan(0.03)
    expect(rate?.importance).toBeLessThan(0.03)
    const shifted = values.map((value, index) => (assignments[index]?.['kind'] === 'p' ? 3 : value))
    const after = fanovaOf(space, assignments, shifted)
    expect(after['kind']?.importance).toBeGreaterThan(0.9)
    expect(after['momentum']?.importance).toBeCloseTo(0.5 / 12 / (0.5 / 12 + 0.25 * 2.5 ** 2), 1)
  })
})

describe('createSpaceMeasure', () => {
  it('gives the whole space a probability of one, and each parameter that of its existence', () => {
    const measure = createSpaceMeasure({
      parameters: [
        parameter('times', { kind: 'integer', low: 0, high: 3, scale: 'linear', step: 1 }),
        parameter('kind', choice('p', 'q'), { test: 'atLeast', parameter: 'times', value: 2 }),
        MOMENTUM,
      ],
    })
    expect(measure.measure(wholeBox(measure.axes))).toBeCloseTo(1, 12)
    expect([0, 1, 2].map((index) => measure.outside(index))).toEqual([1, 0.5, 0.25])
  })

  it('agrees with what is drawn: assignments within a box', () => {
    const space: SearchSpace = {
      parameters: [
        parameter('kind', choice('p', 'q', 'r')),
        parameter('momentum', range(0, 1), { test: 'oneOf', parameter: 'kind', values: ['q', 'r'] }),
        parameter('decay', range(0, 1), { test: 'oneOf', parameter: 'kind', values: ['r'] }),
        parameter('rate', range(0, 1)),
      ],
    }
    const measure = createSpaceMeasure(space)
    const box = wholeBox(measure.axes)
    box.low[1] = 0.25
    box.high[3] = 0.5
    box.high[2] = 0.5
    const isWithin = ({ momentum, decay, rate }: Assignment) =>
      (momentum === undefined || Number(momentum) > 0.25) &&
      (decay === undefined || Number(decay) <= 0.5) &&
      Number(rate) <= 0.5
    const { values } = drawn(space, 20_000, (assignment) => (isWithin(assignment) ? 1 : 0))
    expect(measure.measure(box)).toBeCloseTo(values.reduce((sum, one) => sum + one, 0) / values.length, 1)
    expect(measure.measure(box)).toBeCloseTo(0.5 * (1 / 3 + 0.75 / 3 + (0.75 * 0.5) / 3), 12)
  })
})
