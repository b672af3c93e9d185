import { describe, expect, it } from 'vitest'
import { parseNumber, toNumberText } from './parseNumber'

describe('parseNumber', () => {
  it.each([
    ['1e-4', 0.0001],
    ['.5', 0.5],
    ['1,5', 1.5],
    ['16,640', 16640],
    ['1 000', 1000],
    ['−3', -3],
  ])('reads %s', (text, value) => {
    expect(parseNumber(text)).toEqual({ kind: 'number', value })
  })

  it('tells empty from not a number', () => {
    expect(parseNumber('  ').kind).toBe('empty')
    expect(parseNumber('1e-').kind).toBe('notANumber')
    expect(parseNumber('1.5', { isInteger: true }).kind).toBe('notANumber')
  })

  it('names the limit that is broken, and allows the limit itself', () => {
    expect(parseNumber('0', { min: 1 })).toEqual({ kind: 'tooLow', limit: 1 })
    expect(parseNumber('65', { max: 64 })).toEqual({ kind: 'tooHigh', limit: 64 })
    expect(parseNumber('64', { min: 1, max: 64 }).kind).toBe('number')
  })
})

describe('toNumberText', () => {
  it('reads back as the same number', () => {
    for (const value of [0, 1, -2.5, 0.0001, 1e-8, 0.001, 123456789, 2e10]) {
      expect(parseNumber(toNumberText(value))).toEqual({ kind: 'number', value })
    }
  })
})
