import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { findDateOrder, isBooleanPair, parseDate, parseNumber } from './cellText'

describe('parseNumber', () => {
  it.each([
    ['0', 0],
    ['007', 7],
    ['-3', -3],
    ['+4', 4],
    ['.5', 0.5],
    ['5.', 5],
    ['1e3', 1000],
    ['-2.5E-2', -0.025],
    ['1,234', 1234],
    ['1,234,567.89', 1234567.89],
    ["1'234.5", 1234.5],
    ['1\u00a0234', 1234],
    ['\u22125', -5],
    ['12345678901234567890', 12345678901234567890],
  ])('reads %j with a decimal point', (text, value) => {
    expect(parseNumber(text, '.')).toBe(value)
  })

  it.each([
    ['1,5', 1.5],
    ['-0,25', -0.25],
    ['1.234,5', 1234.5],
    ['1.234', 1234],
    ['7', 7],
    ['1,5e2', 150],
  ])('reads %j with a decimal comma', (text, value) => {
    expect(parseNumber(text, ',')).toBe(value)
  })

  it.each([
    '',
    '-',
    '.',
    'abc',
    '1 2',
    '0x10',
    'Infinity',
    'NaN',
    '1e309',
    '-1e309',
    '1,23',
    '1,2345',
    '12,34,567',
    '1.2.3',
    '--1',
    '5%',
    '$5',
  ])('finds no number in %j', (text) => {
    expect(parseNumber(text, '.')).toBeNaN()
  })

  it('reads every decimal as JavaScript does, but knows one zero only', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e99, max: 1e99 }), (value) => {
        expect(parseNumber(String(value), '.')).toBe(value + 0)
      }),
    )
    fc.assert(
      fc.property(fc.stringMatching(/^-?\d{1,18}(\.\d{1,18})?$/), (text) => {
        expect(parseNumber(text, '.')).toBe(Number(text) + 0)
      }),
    )
  })
})

describe('findDateOrder', () => {
  it.each([
    [['3/4/2020', '13/4/2020'], 'dayFirst'],
    [['3/4/2020', '4/13/2020'], 'monthFirst'],
    [['3/4/2020', '4/5/2020'], null],
    [['13/4/2020', '4/13/2020'], null],
    [['2020-04-13', 'soon'], null],
  ])('of %j is %j', (texts, order) => {
    expect(findDateOrder(texts)).toBe(order)
  })
})

describe('parseDate', () => {
  it.each([
    ['1970-01-01', 0],
    ['1970-01-02', 1],
    ['1969-12-31', -1],
    ['2000/3/1', 11017],
    ['2000.03.01', 11017],
    ['2000-03', 11017],
    ['1.3.2000', 11017],
    ['3/1/2000', 11017],
    ['1970-01-01T12:00:00Z', 0.5],
    ['1970-01-01 06:00', 0.25],
    ['1970-01-01T12:00:00.250+02:00', 0.5],
  ])('reads %j', (text, days) => {
    expect(parseDate(text)).toBe(days)
  })

  it('reads slashed dates in the order that is told', () => {
    expect(parseDate('1/3/2000', 'dayFirst')).toBe(11017)
    expect(parseDate('31/12/1969', 'dayFirst')).toBe(-1)
    expect(parseDate('12/31/1969', 'dayFirst')).toBeNaN()
    expect(parseDate('2000-03-01', 'dayFirst')).toBe(11017)
  })

  it.each([
    '',
    'soon',
    '2000',
    '2000-13-01',
    '2001-02-29',
    '2000-02-30',
    '31/12/2000',
    '1970-01-01 25:00',
    '20000301',
  ])('finds no date in %j', (text) => {
    expect(parseDate(text)).toBeNaN()
  })
})

describe('isBooleanPair', () => {
  it('takes two words that answer a yes-or-no question, in any case', () => {
    expect(isBooleanPair(['TRUE', 'False'])).toBe(true)
    expect(isBooleanPair(['no', 'yes'])).toBe(true)
    expect(isBooleanPair(['yes', 'false'])).toBe(false)
    expect(isBooleanPair(['yes'])).toBe(false)
    expect(isBooleanPair(['male', 'female'])).toBe(false)
  })
})
