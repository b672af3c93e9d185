import { describe, expect, it } from 'vitest'
import { choice, float, integer, stackDesign, stepped } from '../../../../test/support/designs'
import { checkAssignment } from './checkAssignment'
import { defaultAssignment } from './assignments'
import { deriveSpace } from './deriveSpace'

const SPACE = deriveSpace(
  stackDesign({
    'stack.times': integer(0, 3),
    'hidden.units': integer(8, 64, 'log', 8),
    'drop.rate': stepped(0, 0.6, 0.1),
    'training.optimizer': choice('adam', 'sgd'),
    'training.momentum': float(0, 0.9),
  }),
)

describe('checkAssignment', () => {
  it('fills what is not said with defaults', () => {
    expect(checkAssignment(SPACE, {})).toEqual({ assignment: defaultAssignment(SPACE), problems: [] })
    expect(checkAssignment(SPACE, { 'hidden.units': 16 })).toEqual({
      assignment: { ...defaultAssignment(SPACE), 'hidden.units': 16 },
      problems: [],
    })
  })

  it('takes a stepped value whose last digit was rounded', () => {
    expect(checkAssignment(SPACE, { 'drop.rate': 0.1 + 0.2 }).problems).toEqual([])
  })

  it('names every parameter that is wrong, and why', () => {
    const { problems } = checkAssignment(SPACE, {
      'hidden.units': 12,
      'drop.rate': 0.25,
      'training.optimizer': 'adam',
      'training.momentum': 0.5,
      'training.epochs': 3,
    })
    expect(problems).toEqual([
      { cause: 'unknown', parameter: 'training.epochs' },
      { cause: 'outside', parameter: 'hidden.units', value: 12 },
      { cause: 'outside', parameter: 'drop.rate', value: 0.25 },
      { cause: 'inactive', parameter: 'training.momentum', parent: 'training.optimizer' },
    ])
  })

  it('holds no value outside, of a wrong kind or beyond all numbers', () => {
    for (const value of [7, 72, 8.5, Number.NaN, Infinity, '16', true])
      expect(checkAssignment(SPACE, { 'hidden.units': value }).problems).toHaveLength(1)
  })

  it('gives a coupled parameter the value that goes with the one it follows', () => {
    const space = {
      parameters: [
        { name: 'a', domain: choice(1, 2, 3), default: 1, condition: null },
        { name: 'b', domain: choice('x', 'y', 'z'), default: 'x', condition: null, follows: 'a' },
      ],
    }
    expect(checkAssignment(space, { a: 3 })).toEqual({ assignment: { a: 3, b: 'z' }, problems: [] })
    expect(checkAssignment(space, { a: 2, b: 'y' }).problems).toEqual([])
    expect(checkAssignment(space, { a: 2, b: 'z' }).problems).toEqual([
      { cause: 'coupled', parameter: 'b', follows: 'a', expected: 'y' },
    ])
  })
})
