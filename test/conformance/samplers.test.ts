import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  assignmentKey,
  countCombinations,
  countValues,
  createSampler,
  defaultAssignment,
  deriveSpace,
  gridSize,
  isActive,
  nearestValue,
  type PastTrial,
  type Sampler,
  SAMPLER_KINDS,
} from '../../src/main/search'
import type { Design } from '../../src/shared/domain/design'
import type { Assignment, Parameter, SearchSpace } from '../../src/shared/domain/searchSpace'
import type { SamplerSpec } from '../../src/shared/domain/search/samplerSpec'
import { createRandom } from '../../src/shared/util/random'
import { arbitraryDesign, choice, float, integer, stackDesign, stepped } from '../support/designs'
import { pastTrial, questionOf, taskOf } from '../support/search'
import { SAMPLER_CASES } from './samplerCases'

const CASES = SAMPLER_KINDS.flatMap((kind) =>
  (SAMPLER_CASES[kind] ?? []).map((toSpec) => ({ name: JSON.stringify(toSpec(0)), toSpec })),
)

function toTrial(number: number, assignment: Assignment, random = createRandom(number)): PastTrial {
  const state = random.next() < 0.3 ? 'failed' : random.next() < 0.3 ? 'running' : 'complete'
  return pastTrial(number, assignment, { state, values: state === 'complete' ? [random.next()] : null })
}

/** Proposes up to `most` trials, each knowing all before it. */
function propose(sampler: Sampler, most: number): Assignment[] {
  const history: PastTrial[] = []
  for (let number = 1; number <= most; number++) {
    const assignment = sampler.propose(questionOf(number, history))
    if (assignment === null) break
    history.push(toTrial(number, assignment))
  }
  return history.map(({ assignment }) => assignment)
}

const keys = (assignments: readonly Assignment[]) => assignments.map(assignmentKey)

function isInDomain({ domain }: Parameter, assignment: Assignment, name: string): boolean {
  const value = assignment[name]
  if (value === undefined) return false
  const nearest = nearestValue(domain, value)
  return domain.kind === 'choice' ? nearest === value : Math.abs(Number(nearest) - Number(value)) <= 1e-9
}

function expectValid(space: SearchSpace, assignment: Assignment): void {
  const active = space.parameters.filter((parameter) => isActive(parameter, assignment))
  expect(Object.keys(assignment)).toEqual(active.map(({ name }) => name))
  for (const parameter of active) expect(isInDomain(parameter, assignment, parameter.name)).toBe(true)
}

const WIDE: Design = stackDesign({
  'stack.times': integer(0, 3),
  'hidden.units': integer(16, 256, 'log'),
  'hidden.activation': choice('relu', 'tanh', 'gelu'),
  'drop.rate': stepped(0, 0.5, 0.1),
  'training.optimizer': choice('adam', 'sgd'),
  'training.momentum': float(0.5, 0.99),
  'training.learningRate': float(1e-4, 1e-1, 'log'),
})

describe.each(CASES)('sampler $name', ({ toSpec }) => {
  it('proposes values of the domains, for exactly the parameters that exist', () => {
    fc.assert(
      fc.property(arbitraryDesign(), fc.nat({ max: 1000 }), (design, seed) => {
        const space = deriveSpace(design)
        for (const assignment of propose(createSampler(taskOf(space), toSpec(seed)), 12))
          expectValid(space, assignment)
      }),
      { seed: 1 },
    )
  })

  it('repeats its sequence for the same seed', () => {
    const space = deriveSpace(WIDE)
    const [first, second] = [1, 2].map(() => keys(propose(createSampler(taskOf(space), toSpec(7)), 100)))
    expect(second).toEqual(first)
    expect(new Set(first).size).toBe(100)
  })

  it('proposes the same ahead of its turn and without history, where it says that it can', () => {
    fc.assert(
      fc.property(
        arbitraryDesign(),
        fc.nat(2 ** 31 - 1),
        fc.integer({ min: 1, max: 12 }),
        (design, seed, number) => {
          const ahead = createSampler(taskOf(deriveSpace(design)), toSpec(seed))
          if (!ahead.isForeseeable) return
          const inTurn = propose(createSampler(taskOf(deriveSpace(design)), toSpec(seed)), number)
          expect(ahead.propose(questionOf(number))).toEqual(inTurn[number - 1] ?? null)
        },
      ),
      { seed: 5 },
    )
  })

  it('goes on after a restart where it would have gone on', () => {
    const space = deriveSpace(WIDE)
    const all = propose(createSampler(taskOf(space), toSpec(7)), 60)
    const history = all.slice(0, 40).map((assignment, index) => toTrial(index + 1, assignment))
    const resumed = createSampler(taskOf(space), toSpec(7))
    expect(all.slice(40).map((_, index) => resumed.propose(questionOf(41 + index, history)))).toEqual(
      all.slice(40),
    )
  })

  it('keeps failed trials from changing what follows', () => {
    const space = deriveSpace(WIDE)
    const all = propose(createSampler(taskOf(space), toSpec(3)), 30)
    const failed = all
      .slice(0, 29)
      .map((assignment, index) => pastTrial(index + 1, assignment, { state: 'failed' }))
    expect(createSampler(taskOf(space), toSpec(3)).propose(questionOf(30, failed))).toEqual(all[29])
  })

  it('plans and proposes one trial where nothing varies', () => {
    for (const search of [{}, { 'hidden.units': integer(8, 8), 'training.learningRate': float(0.1, 0.1) }]) {
      const space = deriveSpace(stackDesign(search))
      const sampler = createSampler(taskOf(space), toSpec(1))
      expect(sampler.plannedTrials()).toBe(1)
      expect(propose(sampler, 3)).toEqual([defaultAssignment(space)])
    }
  })

  it('proposes every point of a finite space exactly once, as many as planned, then no more', () => {
    fc.assert(
      fc.property(arbitraryDesign(true), fc.nat({ max: 1000 }), (design, seed) => {
        const space = deriveSpace(design)
        const sampler = createSampler(taskOf(space), toSpec(seed))
        const planned = sampler.plannedTrials() ?? Infinity
        fc.pre(planned <= 400)
        const all = propose(sampler, planned + 3)
        expect(all).toHaveLength(planned)
        expect(new Set(keys(all)).size).toBe(planned)
        expect(sampler.propose(questionOf(planned + 1))).toBeNull()
      }),
      { seed: 2, numRuns: 40 },
    )
  })
})

describe('the random sampler', () => {
  const spec: SamplerSpec = { kind: 'random', seed: 5 }

  it('begins with the defaults of the design', () => {
    const space = deriveSpace(WIDE)
    expect(createSampler(taskOf(space), spec).propose(questionOf(1))).toEqual(defaultAssignment(space))
  })

  it('has no end in an infinite space, and as many trials as points in a finite one', () => {
    expect(createSampler(taskOf(deriveSpace(WIDE)), spec).plannedTrials()).toBeNull()
    const space = deriveSpace(stackDesign({ 'stack.times': integer(0, 3), 'drop.rate': choice(0, 0.1, 0.2) }))
    expect(createSampler(taskOf(space), spec).plannedTrials()).toBe(countCombinations(space))
  })

  it('draws learning rates evenly in their logarithm', () => {
    const space = deriveSpace(stackDesign({ 'training.learningRate': float(1e-4, 1e-1, 'log') }))
    const rates = propose(createSampler(taskOf(space), spec), 3001)
      .slice(1)
      .map((assignment) => Math.log10(Number(assignment['training.learningRate'])))
    const decades = [-4, -3, -2].map((low) => rates.filter((rate) => rate >= low && rate < low + 1).length)
    const deviation = decades.reduce((sum, found) => sum + (found - 1000) ** 2 / 1000, 0)
    expect(deviation).toBeLessThan(13.8)
  })

  it('gives different seeds different sequences', () => {
    const space = deriveSpace(WIDE)
    const [first, second] = [1, 2].map((seed) =>
      keys(propose(createSampler(taskOf(space), { kind: 'random', seed }), 20)).slice(1),
    )
    expect(first).not.toEqual(second)
  })

  it('finds the last free points of a crowded, skewed space', () => {
    const space = deriveSpace(stackDesign({ 'hidden.units': integer(1, 3000, 'log') }))
    const all = propose(createSampler(taskOf(space), spec), 4000)
    expect(new Set(keys(all)).size).toBe(3000)
  })
})

describe('the grid sampler', () => {
  const space = deriveSpace(
    stackDesign({
      'stack.times': integer(0, 2),
      'hidden.units': integer(8, 64, 'log'),
      'out.useBias': choice(true, false),
    }),
  )
  const spec = (order: 'ordered' | 'shuffled', seed = 1): SamplerSpec => ({
    kind: 'grid',
    order,
    pointsPerRange: 2,
    seed,
  })
  const all = (of: SamplerSpec) => keys(propose(createSampler(taskOf(space), of), 100))

  it('lists the grid with the last parameter fastest, conditional points once', () => {
    expect(propose(createSampler(taskOf(space), spec('ordered')), 5)).toEqual([
      { 'stack.times': 0, 'out.useBias': true },
      { 'stack.times': 0, 'out.useBias': false },
      { 'stack.times': 2, 'hidden.units': 8, 'out.useBias': true },
      { 'stack.times': 2, 'hidden.units': 8, 'out.useBias': false },
      { 'stack.times': 2, 'hidden.units': 64, 'out.useBias': true },
    ])
    expect(createSampler(taskOf(space), spec('ordered')).plannedTrials()).toBe(gridSize(space, 2))
  })

  it('shuffles the very same points, differently for every seed', () => {
    const ordered = all(spec('ordered'))
    expect(all(spec('shuffled')).toSorted()).toEqual(ordered.toSorted())
    expect(all(spec('shuffled', 1))).not.toEqual(all(spec('shuffled', 2)))
  })

  it('walks a grid far too large to be written down', () => {
    const many = deriveSpace(
      stackDesign(
        { 'hidden.units': integer(1, 16384), 'drop.rate': float(0, 0.9), 'hidden.l2': float(0, 1) },
        { settings: 'each', times: 12 },
      ),
    )
    const sampler = createSampler(taskOf(many), {
      kind: 'grid',
      order: 'shuffled',
      pointsPerRange: 100,
      seed: 1,
    })
    expect(sampler.plannedTrials()).toBeCloseTo(1e72, -70)
    expect(new Set(keys(propose(sampler, 500))).size).toBe(500)
    expect(countValues(many.parameters[0]?.domain ?? integer(1, 1))).toBe(16384)
  })
})
