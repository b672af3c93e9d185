import { describe, expect, it } from 'vitest'
import { choice, float, integer, stackDesign } from '../../../../test/support/designs'
import { pastTrial, questionOf, taskOf } from '../../../../test/support/search'
import type { Assignment, SearchSpace } from '../../../shared/domain/searchSpace'
import { deriveSpace } from '../space/deriveSpace'
import type { PastTrial, Sampler, SearchTask } from '../types'
import { createGridSampler } from './gridSampler'
import { onlyAllowed } from './onlyAllowed'

const SPACE = deriveSpace(stackDesign({ 'hidden.units': integer(1, 9), 'out.useBias': choice(true, false) }))
const FIRST: Assignment = { 'hidden.units': 5, 'out.useBias': true }

/** A strategy that sticks to one proposal and remembers the spaces it was made for. */
function stubborn(spaces: SearchSpace[] = [], proposal: Assignment | null = FIRST) {
  return ({ space }: SearchTask): Sampler => {
    spaces.push(space)
    return { isForeseeable: false, plannedTrials: () => null, propose: () => proposal }
  }
}
const wrap = (space: SearchSpace, create = stubborn(), seed = 1) =>
  onlyAllowed(taskOf(space), { create, seed, isFixedDesign: false })
const grid = (space: SearchSpace) =>
  onlyAllowed(taskOf(space), {
    create: (task) => createGridSampler(task, { kind: 'grid', order: 'ordered', pointsPerRange: 3, seed: 1 }),
    seed: 1,
    isFixedDesign: true,
  })

function run(sampler: Sampler, history: PastTrial[] = [], first = 1): Assignment[] {
  const found: Assignment[] = []
  for (let number = first; ; number++) {
    const assignment = sampler.propose(questionOf(number, history))
    if (assignment === null) return found
    found.push(assignment)
    history.push(pastTrial(number, assignment, { values: [1] }))
  }
}

describe('onlyAllowed', () => {
  it('leaves a proposal as it is where it is allowed', () => {
    expect(wrap(SPACE).propose(questionOf(1))).toEqual(FIRST)
  })

  it('replaces what was tried by a neighbour, the same for the same seed and number', () => {
    const past = [pastTrial(1, FIRST, { values: [1] })]
    const other = wrap(SPACE).propose(questionOf(2, past))
    const changes = Object.keys(FIRST).filter((name) => other?.[name] !== FIRST[name])
    expect(changes).toHaveLength(1)
    expect(Math.abs(Number(other?.['hidden.units']) - 5)).toBeLessThanOrEqual(1)
    expect(wrap(SPACE).propose(questionOf(2, past))).toEqual(other)
  })

  it('finds all of a space, then nothing, whatever the strategy says', () => {
    for (const proposal of [FIRST, null]) {
      const all = run(wrap(SPACE, stubborn([], proposal)))
      expect(new Set(all.map((each) => JSON.stringify(each))).size).toBe(18)
      expect(all).toHaveLength(18)
    }
  })

  it('counts and finds exactly what fulfils the constraints', () => {
    const space = { ...SPACE, constraints: ['hidden.units % 3 == 0', '!out.useBias'] }
    const sampler = wrap(space)
    expect(sampler.plannedTrials()).toBe(3)
    const units = run(sampler).map((assignment) => Number(assignment['hidden.units']))
    expect(units.toSorted((left, right) => left - right)).toEqual([3, 6, 9])
  })

  it('has no end in a finite space where points may be tried again', () => {
    const task = { ...taskOf(SPACE), mayRepeat: true }
    const sampler = onlyAllowed(task, { create: stubborn(), seed: 1, isFixedDesign: false })
    expect(sampler.plannedTrials()).toBeNull()
    expect(sampler.propose({ number: 99, history: [], isAllowed: () => true })).toEqual(FIRST)
  })

  it('finds what little of a range fulfils the constraints', () => {
    const space = deriveSpace({
      ...stackDesign({ 'training.learningRate': float(1e-4, 1e-1, 'log') }),
      constraints: ['training.learningRate > 0.09'],
    })
    const sampler = wrap(space, stubborn([], { 'training.learningRate': 0.01 }))
    expect(sampler.propose(questionOf(1))?.['training.learningRate']).toBeGreaterThan(0.09)
  })

  it('hides parameters that follow from the strategy, and fills them in', () => {
    const spaces: SearchSpace[] = []
    const space = deriveSpace({
      ...stackDesign({ 'hidden.units': choice(8, 16), 'drop.rate': choice(0.1, 0.2) }),
      coupled: [['hidden.units', 'drop.rate']],
    })
    const sampler = wrap(space, stubborn(spaces, { 'hidden.units': 16 }))
    expect(spaces[0]?.parameters.map(({ name }) => name)).toEqual(['hidden.units'])
    expect(sampler.propose(questionOf(1))).toEqual({ 'hidden.units': 16, 'drop.rate': 0.2 })
    expect(sampler.plannedTrials()).toBe(2)
  })

  it('keeps a grid a grid under constraints, foreseeable and without gaps', () => {
    const sampler = grid({ ...SPACE, constraints: ['hidden.units > 1 || out.useBias'] })
    expect(sampler.isForeseeable).toBe(true)
    expect(sampler.plannedTrials()).toBe(5)
    expect(run(sampler).map((assignment) => assignment['hidden.units'])).toEqual([1, 5, 5, 9, 9])
  })

  it('asks a grid for the next of its points where one was tried by hand, and loses none', () => {
    const byHand = [pastTrial(1, { 'hidden.units': 9, 'out.useBias': true }, { values: [1] })]
    const all = run(grid(SPACE), byHand, 2).map((assignment) => [
      assignment['hidden.units'],
      assignment['out.useBias'],
    ])
    expect(all).toEqual([
      [1, false],
      [5, true],
      [5, false],
      [9, false],
      [1, true],
    ])
  })

  it('waits for the model where a constraint asks for its figures', () => {
    expect(grid({ ...SPACE, constraints: ['model.weights < 1000'] }).isForeseeable).toBe(false)
  })

  it('tells what is wrong with a constraint', () => {
    expect(() => wrap({ ...SPACE, constraints: ['units > 1'] })).toThrow('space/constraint-name')
  })
})
