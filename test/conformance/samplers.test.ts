import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  countCombinations,
  createSampler,
  defaultAssignment,
  deriveSpace,
  type PastTrial,
  SAMPLER_KINDS,
  sampleAssignment,
} from '../../src/main/search'
import type { Assignment, SearchSpace } from '../../src/shared/domain/searchSpace'
import { createRandom } from '../../src/shared/util/random'
import { arbitraryDesign, choice, float, integer, stackDesign } from '../support/designs'
import { pastTrial, questionOf, taskOf } from '../support/search'
import { FIXED_DESIGNS, SAMPLER_CASES, UNEVEN } from './samplerCases'
import {
  expectAllNew,
  expectValid,
  narrowQuestion,
  propose,
  proposeAnew,
  proposeAtOnce,
  SMALL,
  toTrial,
  WIDE,
  WIDE_DESIGN,
} from './samplerSpaces'

const CASES = SAMPLER_KINDS.flatMap((kind) =>
  SAMPLER_CASES[kind].map((toSpec) => ({ kind, name: JSON.stringify(toSpec(0)), toSpec })),
)

/** So many trials drawn at random, the first one with this number. */
function pastOf(space: SearchSpace, count: number, first = 1, objectives = 1): PastTrial[] {
  return Array.from({ length: count }, (_, index) => {
    const assignment = sampleAssignment(space, createRandom(count, index))
    return toTrial(first + index, assignment, objectives)
  })
}

describe.each(CASES)('sampler $name', { timeout: 30_000 }, ({ kind, toSpec }) => {
  const sampler = (seed = 7, space = WIDE) => createSampler(taskOf(space), toSpec(seed))
  const isFixed = FIXED_DESIGNS.includes(kind)
  /** Those that model what they learned are slower. */
  const runs = (count: number) => (sampler().isForeseeable ? count : Math.ceil(count / 5))

  it('proposes values of the domains, for exactly the parameters that exist, in order of the space', () => {
    fc.assert(
      fc.property(arbitraryDesign(), fc.nat({ max: 1000 }), (design, seed) => {
        const space = deriveSpace(design)
        for (const assignment of propose(sampler(seed, space), 12)) expectValid(space, assignment)
      }),
      { seed: 1, numRuns: runs(40) },
    )
  })

  it('repeats its sequence for the same seed, also when it is made anew before every trial', () => {
    const first = propose(sampler(), 40)
    expect(proposeAnew(WIDE, toSpec(7), 40)).toEqual(first)
    expectAllNew(WIDE, first)
    expect(first).toHaveLength(Math.min(40, sampler().plannedTrials() ?? 40))
  })

  it('answers a question twice in the same way', () => {
    const [past, asked] = [pastOf(WIDE, 25), sampler()]
    expect(asked.propose(questionOf(26, past))).toEqual(asked.propose(questionOf(26, past)))
  })

  it('proposes the same ahead of its turn and without history, where it says that it can', () => {
    fc.assert(
      fc.property(
        arbitraryDesign(),
        fc.nat(2 ** 31 - 1),
        fc.integer({ min: 1, max: 12 }),
        (design, seed, number) => {
          const ahead = sampler(seed, deriveSpace(design))
          if (!ahead.isForeseeable) return
          const inTurn = propose(sampler(seed, deriveSpace(design)), number)
          expect(ahead.propose(questionOf(number))).toEqual(inTurn[number - 1] ?? null)
        },
      ),
      { seed: 5, numRuns: 40 },
    )
  })

  it('begins with the defaults, unless it is a fixed design', () => {
    const first = sampler().propose(questionOf(1, pastOf(WIDE, 20, -19)))
    if (!isFixed) expect(first).toEqual(defaultAssignment(WIDE))
  })

  it('draws learning rates evenly in their logarithm to begin with', () => {
    if (UNEVEN.includes(kind)) return
    const space = deriveSpace(stackDesign({ 'training.learningRate': float(1e-4, 1e-1, 'log') }))
    const past = [pastTrial(1, defaultAssignment(space), { values: [1] })]
    const rates = Array.from({ length: 600 }, (_, seed) =>
      Math.log10(Number(sampler(seed, space).propose(questionOf(2, past))?.['training.learningRate'])),
    )
    const decades = [-4, -3, -2].map((low) => rates.filter((rate) => rate >= low && rate < low + 1).length)
    const deviation = decades.reduce((sum, found) => sum + (found - 200) ** 2 / 200, 0)
    expect(deviation).toBeLessThan(13.8)
  })

  it('plans and proposes one trial where nothing varies', () => {
    for (const search of [{}, { 'hidden.units': integer(8, 8), 'training.learningRate': float(0.1, 0.1) }]) {
      const space = deriveSpace(stackDesign(search))
      expect(sampler(1, space).plannedTrials()).toBe(1)
      expect(propose(sampler(1, space), 3)).toEqual([defaultAssignment(space)])
    }
  })

  it('proposes every point of a finite space exactly once, as many as planned, then no more', () => {
    fc.assert(
      fc.property(arbitraryDesign(true), fc.nat({ max: 1000 }), (design, seed) => {
        const space = deriveSpace(design)
        const planned = sampler(seed, space).plannedTrials() ?? Infinity
        fc.pre(planned <= 50)
        if (!isFixed) expect(planned).toBe(countCombinations(space))
        const all = propose(sampler(seed, space), planned + 3)
        expect(all).toHaveLength(planned)
        expectAllNew(space, all)
      }),
      { seed: 2, numRuns: runs(24) },
    )
  })

  it('proposes nothing that is pending, and counts what is', () => {
    const asked = sampler()
    const [room, past] = [asked.plannedTrials() ?? 100, pastOf(WIDE, 20)]
    expect(proposeAtOnce(asked, past, 8)).toHaveLength(Math.max(0, Math.min(8, room - 20)))
    expectAllNew(WIDE, proposeAtOnce(asked, past, 8))
    const small = proposeAtOnce(sampler(3, SMALL), [], 40)
    expectAllNew(SMALL, small)
    expect(small).toHaveLength(sampler(3, SMALL).plannedTrials() ?? 0)
  })

  it('goes on where every trial failed', () => {
    const history: PastTrial[] = []
    for (let number = 1; number <= 30; number++) {
      const assignment = sampler().propose(questionOf(number, history))
      if (assignment === null) break
      history.push(pastTrial(number, assignment, { state: 'failed' }))
    }
    expect(history).toHaveLength(Math.min(30, sampler().plannedTrials() ?? 30))
    expectAllNew(
      WIDE,
      history.map(({ assignment }) => assignment),
    )
  })

  it('goes on with trials whose results are unknown in part, or not finite', () => {
    const odd: Partial<PastTrial>[] = [
      { state: 'complete', values: [Number.NaN] },
      { state: 'pruned', values: null, curve: [] },
      { state: 'pruned', values: [3], curve: [{ step: 1, values: [Number.NaN] }] },
      { state: 'complete', values: [Infinity] },
      { state: 'complete', values: [1] },
      { state: 'paused', values: [2], curve: [{ step: 1, values: [2] }] },
      { state: 'interrupted' },
    ]
    const past = pastOf(WIDE, 28).map((trial, index) => ({ ...trial, ...odd[index % odd.length] }))
    expectNext(past, 29)
  })

  it('digests trials of other studies, of spaces as they were before, and equal values', () => {
    const before = pastOf(WIDE, 20, -19)
    const stale = before.map((trial, index) => {
      const other: Assignment = {
        ...trial.assignment,
        'gone.units': 3,
        'training.learningRate': 7,
        'drop.rate': 0.77,
      }
      if (index % 2 === 0) delete other['training.batchSize']
      return { ...trial, number: index + 2, assignment: index % 3 === 0 ? {} : other }
    })
    expectNext(before, 2)
    expectNext([...before, ...stale], 22)
    expectNext(
      pastOf(WIDE, 20).map((trial) => ({ ...trial, state: 'complete' as const, values: [1] })),
      21,
    )
  })

  function expectNext(past: readonly PastTrial[], number: number, objectives = 1): void {
    const asked = createSampler(taskOf(WIDE, { objectives }), toSpec(5))
    const next = asked.propose(questionOf(number, past))
    if ((asked.plannedTrials() ?? Infinity) >= number) expect(next).not.toBeNull()
    if (next !== null) expectValid(WIDE, next)
  }

  it('goes on with several objectives', () => {
    for (const objectives of [2, 3]) expectNext(pastOf(WIDE, 40, 1, objectives), 41, objectives)
  })

  it('digests two thousand trials', () => {
    expectNext(pastOf(WIDE, 2000), 2001)
  })

  it('proposes nothing that is refused', () => {
    const isFine = (assignment: Assignment) =>
      assignment['training.optimizer'] === 'sgd' && Number(assignment['hidden.units'] ?? 16) <= 100
    const history = pastOf(WIDE, 20)
    for (let number = 21; number <= 40; number++) {
      const assignment = sampler().propose(narrowQuestion(number, history, isFine))
      if (assignment === null) break
      expect(isFine(assignment)).toBe(true)
      expectValid(WIDE, assignment)
      history.push(toTrial(number, assignment))
    }
    if (!isFixed) expect(history).toHaveLength(40)
    expect(sampler().propose(narrowQuestion(1, [], () => false))).toBeNull()
  })

  it('keeps to the constraints, and finds every point of a finite space that does', () => {
    const wide = deriveSpace({
      ...WIDE_DESIGN,
      constraints: ['hidden.units * stack.times <= 128', 'training.learningRate < 0.05'],
    })
    for (const assignment of propose(sampler(2, wide), 25)) {
      expectValid(wide, assignment)
      expect(Number(assignment['hidden.units'] ?? 0) * Number(assignment['stack.times'])).toBeLessThanOrEqual(
        128,
      )
      expect(assignment['training.learningRate']).toBeLessThan(0.05)
    }
    const small = { ...SMALL, constraints: ['stack.times == 0 || hidden.units < 40 && out.useBias'] }
    const all = propose(sampler(2, small), 40)
    expect(all).toHaveLength(sampler(2, small).plannedTrials() ?? 0)
    if (!isFixed) expect(all).toHaveLength(8)
    expectAllNew(SMALL, all)
  })

  it('gives coupled parameters the values that belong together', () => {
    const [left, right] = [choice(16, 64, 128), choice(0.1, 0.2, 0.3)]
    const space = deriveSpace({
      ...stackDesign({
        'hidden.units': left,
        'drop.rate': right,
        'training.learningRate': float(0.001, 0.1, 'log'),
      }),
      coupled: [['drop.rate', 'hidden.units']],
    })
    for (const assignment of propose(sampler(4, space), 20)) {
      expectValid(space, assignment)
      expect([
        [16, 0.1],
        [64, 0.2],
        [128, 0.3],
      ]).toContainEqual([assignment['hidden.units'], assignment['drop.rate']])
    }
  })
})
