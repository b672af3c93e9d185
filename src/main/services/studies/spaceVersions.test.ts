import { describe, expect, it } from 'vitest'
import { choice, float, integer, stackDesign } from '../../../../test/support/designs'
import type { RecipeStep } from '../../../shared/domain/recipe'
import type { SearchSpace } from '../../../shared/domain/searchSpace'
import { trialRow } from './testing/rows'
import { changesBetween, toSpaceSteps, withDomains, withSteps } from './spaceVersions'

const SPACE: SearchSpace = {
  parameters: [
    { name: 'lr', domain: float(1e-4, 1, 'log'), default: 0.1, condition: null },
    { name: 'optimizer', domain: choice('adam', 'sgd'), default: 'adam', condition: null },
  ],
  constraints: ['lr < 0.5'],
}

describe('changesBetween', () => {
  it('names domains, constraints and couplings that came, went or became other ones', () => {
    const before = { search: { 'a.x': float(0, 1), 'a.y': integer(1, 2) }, constraints: ['a.x < 1'] }
    const after = { search: { 'a.x': float(0, 0.5), 'b.z': integer(1, 2) }, coupled: [['a.x', 'b.z']] }
    expect(changesBetween(before, after)).toEqual([
      { kind: 'domain', path: 'a.x', before: float(0, 1), after: float(0, 0.5) },
      { kind: 'domain', path: 'a.y', before: integer(1, 2), after: null },
      { kind: 'domain', path: 'b.z', before: null, after: integer(1, 2) },
      { kind: 'constraints', added: [], removed: ['a.x < 1'] },
      { kind: 'coupled', added: [['a.x', 'b.z']], removed: [] },
    ])
    expect(changesBetween(after, { ...after })).toEqual([])
  })
})

describe('toSpaceSteps', () => {
  it('counts the trials that were made from each', () => {
    const version = { search: {}, createdAt: 0 }
    const rows = [trialRow(1), trialRow(2), trialRow(3, { spaceVersion: 2 })]
    const steps = toSpaceSteps(
      [
        { ...version, version: 1 },
        { ...version, version: 2 },
      ],
      rows,
    )
    expect(steps.map(({ trials, isCurrent }) => [trials, isCurrent])).toEqual([
      [2, false],
      [1, true],
    ])
  })
})

describe('the space of a program', () => {
  it('keeps all its parameters, whatever is searched of them', () => {
    const { parameters, constraints } = withDomains(SPACE, { search: { lr: float(0.2, 0.4) } })
    expect(parameters).toMatchObject([
      { name: 'lr', domain: float(0.2, 0.4), default: 0.2 },
      { name: 'optimizer', domain: choice('adam', 'sgd'), default: 'adam' },
    ])
    expect(constraints).toBeUndefined()
  })

  it.each([
    [{ momentum: float(0, 1) }, 'space/invalid'],
    [{ lr: float(1, 0) }, 'space/invalid'],
    [{ lr: float(0, 1, 'log') }, 'space/invalid'],
    [{ optimizer: choice('adam', 'adam') }, 'space/invalid'],
  ])('cannot be %j', (search, code) => {
    expect(() => withDomains(SPACE, { search })).toThrow(code)
    expect(() => withDomains(SPACE, { search: {}, constraints: ['rate < 1'] })).toThrow(
      'space/constraint-name',
    )
  })
})

describe('withSteps', () => {
  it('takes in the steps of the recipe of which settings are searched now, once', () => {
    const step = { kind: 'select', id: 'select', count: 3 } as unknown as RecipeStep
    const design = stackDesign({ 'data.select.count': integer(1, 3) })
    expect(withSteps(design, [step]).data).toEqual([step])
    expect(withSteps({ ...design, data: [step] }, [step]).data).toEqual([step])
    expect(withSteps(stackDesign({}), [step])).toEqual(stackDesign({}))
  })
})
