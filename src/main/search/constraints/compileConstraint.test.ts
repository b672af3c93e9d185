import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { choice, float, integer } from '../../../../test/support/designs'
import type { Domain, SearchSpace } from '../../../shared/domain/searchSpace'
import { compileConstraint, compileConstraints, findConstraintError, vocabularyOf } from './compileConstraint'

const DOMAINS: Record<string, Domain> = {
  'hidden.units': integer(1, 512),
  'hidden.units[2]': integer(1, 512),
  'stack.times': integer(0, 4),
  'drop.rate': float(0, 0.9),
  'training.optimizer': choice('adam', 'sgd'),
  'out.useBias': choice(true, false),
  'data.select.count': integer(1, 9),
  mixed: choice('auto', 3),
  'learning-rate': float(0, 1),
}
const SPACE: SearchSpace = {
  parameters: Object.entries(DOMAINS).map(([name, domain]) => ({
    ...{ name, domain, default: 1, condition: null },
  })),
}
const VOCABULARY = vocabularyOf(SPACE)
const VALUES = {
  'hidden.units': 64,
  'hidden.units[2]': 32,
  'stack.times': 3,
  'drop.rate': 0.25,
  'training.optimizer': 'sgd',
  'out.useBias': true,
  'data.select.count': 7,
  mixed: 'auto',
  'learning-rate': 0.5,
}
const holds = (text: string) => compileConstraint(text, VOCABULARY).holds(VALUES)

describe('compileConstraint', () => {
  it.each([
    ['hidden.units * stack.times <= 192', true],
    ['hidden.units * stack.times < 192', false],
    ['1 + 2 * 3 == 7 && 2 * 3 + 1 == 7', true],
    ['10 - 4 - 3 == 3 && 16 / 4 / 2 == 2', true],
    ['2 ** 3 ** 2 == 512 && -2 ** 2 == -4 && 2 ** -1 == 0.5', true],
    ['7 % 4 == 3', true],
    ['!(stack.times > 2) || out.useBias', true],
    ['!out.useBias', false],
    ['false || true && false', false],
    ['hidden.units[2] <= hidden.units', true],
    ["training.optimizer == 'sgd'", true],
    ['training.optimizer != "adam" && training.optimizer in ["sgd", "rmsprop"]', true],
    ['stack.times in [0, 1 + 1]', false],
    ['min(hidden.units, 32, 50) == 32 && max(1, 2) == 2 && abs(-3) == 3', true],
    ['log2(hidden.units) == 6 && sqrt(hidden.units) == 8 && log(1) == 0', true],
    ['floor(drop.rate * 10) == 2 && ceil(drop.rate * 10) == 3 && round(2.6) == 3', true],
    ['data.select.count >= 7', true],
    ['.5e1 == 5 && 1.5 > 1', true],
    ["mixed == 'auto' || mixed > 2", true],
    ['`learning-rate` < 1', true],
  ])('%s is %s', (text, expected) => {
    expect(holds(text)).toBe(expected)
  })

  it('holds where a parameter that it names does not exist', () => {
    const constraint = compileConstraint('hidden.units[2] > 100', VOCABULARY)
    expect(constraint.holds({ 'hidden.units': 1 })).toBe(true)
    expect(constraint.holds({ 'hidden.units[2]': 1 })).toBe(false)
  })

  it('asks for figures of the model only where it names them, and holds where they are not known', () => {
    const constraint = compileConstraint('model.weights <= 1e6 * stack.times', VOCABULARY)
    expect(constraint.needsModel).toBe(true)
    expect(constraint.holds(VALUES, () => 3e6)).toBe(true)
    expect(constraint.holds(VALUES, (name) => (name === 'model.weights' ? 3e6 + 1 : 0))).toBe(false)
    expect(constraint.holds(VALUES, () => null)).toBe(true)
    expect(compileConstraint('stack.times > 1', VOCABULARY).needsModel).toBe(false)
  })

  it.each([
    ['hidden.units <=', 'space/constraint-syntax', { position: 16, found: '' }],
    ['hidden.units <= 3 4', 'space/constraint-syntax', { position: 19, found: '4' }],
    ['1 < stack.times < 3', 'space/constraint-syntax', { position: 17, found: '<' }],
    ['(stack.times > 1', 'space/constraint-syntax', { position: 17, found: '' }],
    ['stack.times # 1', 'space/constraint-syntax', { position: 13, found: '#' }],
    ['sin(drop.rate) > 0', 'space/constraint-syntax', { position: 1, found: 'sin' }],
    ['abs(1, 2) > 0', 'space/constraint-syntax', { position: 9, found: ')' }],
    ['stack.times in [1, ', 'space/constraint-syntax', { position: 20, found: '' }],
    ['', 'space/constraint-syntax', { position: 1, found: '' }],
    [
      'hiden.units > 3',
      'space/constraint-name',
      { name: 'hiden.units', nearest: 'hidden.units', position: 1 },
    ],
    ['1 < training.optimiser', 'space/constraint-name', { nearest: 'training.optimizer', position: 5 }],
    ['hidden.units + 1', 'space/constraint-type', { position: 14, expected: 'boolean', found: 'number' }],
    ['training.optimizer > 3', 'space/constraint-type', { position: 1, expected: 'number', found: 'text' }],
    ['out.useBias == 1', 'space/constraint-type', { position: 16, expected: 'boolean', found: 'number' }],
    ['!stack.times', 'space/constraint-type', { position: 2, expected: 'boolean', found: 'number' }],
    ["stack.times in ['a']", 'space/constraint-type', { position: 17, expected: 'number', found: 'text' }],
  ])('says of "%s" %s and where', (text, code, details) => {
    const error = findConstraintError(text, VOCABULARY)
    expect(error).toMatchObject({ code, details: { constraint: text, ...details } })
  })

  it('reads any text or says what is wrong with it', () => {
    const word = fc.constantFrom(
      ...'+-*/%()[],<>!'.split(''),
      '**',
      '&&',
      '||',
      '==',
      '<=',
      ' in ',
      ' 3 ',
      ' true ',
      ' drop.rate ',
      'min(',
    )
    const text = fc.oneof(
      fc.string(),
      fc.array(word, { maxLength: 12 }).map((words) => words.join('')),
    )
    fc.assert(
      fc.property(text, (constraint) => {
        const error = findConstraintError(constraint, VOCABULARY)
        if (error === null) expect(typeof holds(constraint)).toBe('boolean')
        else expect(error.details['constraint']).toBe(constraint)
      }),
      { seed: 3, numRuns: 1000 },
    )
  })

  it('refuses nesting without end instead of running out of stack', () => {
    expect(findConstraintError(`${'('.repeat(5000)}1`, VOCABULARY)?.code).toBe('space/constraint-syntax')
    expect(findConstraintError(`${'!'.repeat(5000)}true`, VOCABULARY)?.code).toBe('space/constraint-syntax')
  })
})

describe('compileConstraints', () => {
  it('reads those of a space, and throws what is wrong with one', () => {
    expect(compileConstraints(SPACE)).toEqual([])
    expect(compileConstraints({ ...SPACE, constraints: ['stack.times > 1'] })).toHaveLength(1)
    expect(() => compileConstraints({ ...SPACE, constraints: ['gone > 1'] })).toThrow('space/constraint-name')
  })
})
