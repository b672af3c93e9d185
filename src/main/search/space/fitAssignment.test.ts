import { describe, expect, it } from 'vitest'
import { choice, float, integer, stackDesign } from '../../../../test/support/designs'
import type { Assignment, SearchSpace } from '../../../shared/domain/searchSpace'
import { deriveSpace } from './deriveSpace'
import { type FixedValues, fitAssignment } from './fitAssignment'

const SPACE = deriveSpace(
  stackDesign({
    'stack.times': integer(1, 2),
    'hidden.units': integer(8, 64),
    'training.optimizer': choice('adam', 'sgd'),
    'training.momentum': float(0, 0.9),
  }),
)
const NOTHING: FixedValues = () => null
const fit = (assignment: Assignment, fixed: FixedValues = NOTHING, own: FixedValues = NOTHING) =>
  fitAssignment(SPACE, { assignment, fixed }, own)
const GOOD = { 'stack.times': 2, 'hidden.units': 8, 'training.optimizer': 'adam' }

describe('fitAssignment', () => {
  it('takes what has a value of every domain', () => {
    expect(fit(GOOD)).toEqual({ kind: 'fits', assignment: GOOD })
  })

  it('passes over what does not exist beside the others', () => {
    expect(fit({ ...GOOD, 'training.momentum': 5 })).toEqual({ kind: 'fits', assignment: GOOD })
  })

  it('fills what did not vary there with the value it had', () => {
    const fixed: FixedValues = (name) => (name === 'hidden.units' ? 16 : null)
    const { 'hidden.units': _units, ...rest } = GOOD
    expect(fit(rest, fixed)).toEqual({ kind: 'fits', assignment: { ...GOOD, 'hidden.units': 16 } })
    expect(fit(rest)).toMatchObject({ kind: 'misfit', cause: 'missing', subject: 'hidden.units' })
  })

  it('refuses values that the space does not have', () => {
    expect(fit({ ...GOOD, 'stack.times': 3 })).toMatchObject({
      cause: 'outside',
      subject: 'stack.times',
      value: 3,
    })
  })

  it('refuses what varied there where all trials here have another value', () => {
    const own: FixedValues = (name) => (name === 'drop.rate' ? 0.2 : null)
    expect(fit({ ...GOOD, 'drop.rate': 0.2, 'other.rate': 1 }, NOTHING, own).kind).toBe('fits')
    expect(fit({ ...GOOD, 'drop.rate': 0.4 }, NOTHING, own)).toMatchObject({
      cause: 'fixed',
      subject: 'drop.rate',
    })
  })

  it('wants coupled values to go together', () => {
    const space: SearchSpace = {
      parameters: [
        { name: 'a', domain: choice(1, 2), default: 1, condition: null },
        { name: 'b', domain: choice(10, 20), default: 10, condition: null, follows: 'a' },
      ],
    }
    const of = (assignment: Assignment) => fitAssignment(space, { assignment, fixed: NOTHING }, NOTHING).kind
    expect(of({ a: 2, b: 20 })).toBe('fits')
    expect(of({ a: 2, b: 10 })).toBe('misfit')
  })
})
