import { describe, expect, it } from 'vitest'
import { choice, float, integer, stackDesign } from '../../../../test/support/designs'
import type { Design } from '../../../shared/domain/design'
import { createRandom } from '../../../shared/util/random'
import { createUnitCube } from '../encoding/unitCube'
import { normaliseAssignment, sampleAssignment } from './assignments'
import { createAssignmentTree } from './assignmentTree'
import { countCombinations } from './counting'
import { deriveSpace } from './deriveSpace'
import { withFollowers, withoutFollowers } from './followers'
import { allLevels } from './levels'
import { validateDesign } from './validateDesign'

const SEARCH: Design['search'] = {
  'hidden.units': integer(16, 48, 'linear', 16),
  'drop.rate': choice(0.1, 0.2, 0.3),
  'training.batchSize': choice(32, 64),
}
const coupled = (search: Design['search'], ...groups: string[][]): Design => ({
  ...stackDesign(search),
  coupled: groups,
})
const problems = (design: Design) =>
  validateDesign(design).map(({ code, path, details }) => [code, path, details['cause']])

describe('coupled settings', () => {
  const space = deriveSpace(coupled(SEARCH, ['drop.rate', 'hidden.units']))

  it('follow the first of them in the space, and add no combinations', () => {
    expect(space.parameters.map(({ name, follows }) => [name, follows])).toEqual([
      ['hidden.units', undefined],
      ['drop.rate', 'hidden.units'],
      ['training.batchSize', undefined],
    ])
    expect(countCombinations(space)).toBe(6)
    expect(createAssignmentTree(space, ({ domain }) => allLevels(domain))?.at(5n)).toEqual({
      ...{ 'hidden.units': 48, 'drop.rate': 0.3, 'training.batchSize': 64 },
    })
  })

  it('are drawn together, and put right where an assignment has others', () => {
    const drawn = sampleAssignment(space, createRandom(1))
    expect(drawn['drop.rate']).toBeCloseTo(Number(drawn['hidden.units']) / 160)
    expect(normaliseAssignment(space, { 'hidden.units': 32, 'drop.rate': 0.1 })['drop.rate']).toBe(0.2)
  })

  it('are left out of what strategies see, and filled in behind them', () => {
    const leading = withoutFollowers(space)
    expect(createUnitCube(leading).axes).toHaveLength(2)
    expect(withFollowers(space, { 'hidden.units': 16, 'training.batchSize': 32 })).toEqual({
      ...{ 'hidden.units': 16, 'drop.rate': 0.1, 'training.batchSize': 32 },
    })
  })

  it('open by the place of the one that leads what exists by a value of one that follows', () => {
    const search = {
      'hidden.units': integer(16, 32, 'linear', 16),
      'training.optimizer': choice('adam', 'sgd'),
      'training.momentum': float(0, 0.9),
    }
    const whole = deriveSpace(
      coupled({ ...search, 'training.epochs': choice(5, 9) }, ['training.optimizer', 'training.epochs']),
    )
    const momentum = withoutFollowers(whole).parameters.find(({ name }) => name === 'training.momentum')
    const lead = whole.parameters.find(({ follows }) => follows !== undefined)?.follows
    expect(momentum?.condition).toMatchObject({ parameter: lead })
  })

  it('of layers that stand more than once follow within each copy', () => {
    const design = coupled({ 'hidden.units': choice(8, 16), 'drop.rate': choice(0.1, 0.2) }, [
      'hidden.units',
      'drop.rate',
    ])
    const [stack, ...others] = design.layers
    const each = {
      ...design,
      layers: [{ ...stack, settings: 'each' } as Design['layers'][number], ...others],
    }
    expect(
      deriveSpace(each).parameters.flatMap(({ name, follows }) => (follows ? [[name, follows]] : [])),
    ).toEqual([
      ['drop.rate[1]', 'hidden.units[1]'],
      ['drop.rate[2]', 'hidden.units[2]'],
    ])
  })

  it.each<[string, Design['search'], string[][], [path: string, cause: string]]>([
    [
      'one is not searched',
      SEARCH,
      [['hidden.units', 'training.epochs']],
      ['training.epochs', 'notSearched'],
    ],
    [
      'one is in two groups',
      SEARCH,
      [
        ['hidden.units', 'drop.rate'],
        ['drop.rate', 'hidden.units'],
      ],
      ['hidden.units', 'repeated'],
    ],
    [
      'one has no steps',
      { ...SEARCH, 'hidden.l2': float(0, 1) },
      [['hidden.units', 'hidden.l2']],
      ['hidden.l2', 'endless'],
    ],
    [
      'their numbers of values differ',
      SEARCH,
      [['hidden.units', 'training.batchSize']],
      ['training.batchSize', 'otherCount'],
    ],
    [
      'one exists without the other',
      { ...SEARCH, 'stack.times': integer(0, 2), 'training.epochs': choice(1, 2, 3) },
      [['hidden.units', 'training.epochs']],
      ['training.epochs', 'otherCondition'],
    ],
  ])('are refused where %s', (_why, search, groups, problem) => {
    const design = coupled(search, ...groups)
    expect(problems(design)).toContainEqual(['space/invalid-coupling', ...problem])
    expect(deriveSpace(design).parameters.every(({ follows }) => follows === undefined)).toBe(true)
  })

  it('are not refused where they fit', () => {
    expect(problems(coupled(SEARCH, ['hidden.units', 'drop.rate']))).toEqual([])
  })
})

describe('constraints of a design', () => {
  it('are those of its space, and are told of where they are wrong', () => {
    const design = { ...stackDesign(SEARCH), constraints: ['hidden.units > 1', 'hidden.unit > 1'] }
    expect(deriveSpace(design).constraints).toEqual(design.constraints)
    expect(validateDesign(design)).toMatchObject([
      { code: 'space/constraint-name', path: 'constraints', details: { index: 1, nearest: 'hidden.units' } },
    ])
  })
})
