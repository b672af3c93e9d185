import { describe, expect, it } from 'vitest'
import { FORMATS } from '@shared/domain/dialect'
import { chipsOf, hasOpenDates, sheetsOf } from './dialectChips'

describe('chipsOf', () => {
  it('offers to correct the format of every source, and a delimiter of delimited text alone', () => {
    expect(FORMATS.filter((format) => !chipsOf(format).includes('format'))).toEqual([])
    expect(FORMATS.filter((format) => chipsOf(format).includes('delimiter'))).toEqual(['delimited'])
    expect(FORMATS.filter((format) => chipsOf(format).includes('sheet'))).toEqual(['xlsx'])
  })
})

describe('the order of dates', () => {
  it('is asked where there are dates, and where a format leaves it open', () => {
    expect(chipsOf('delimited')).not.toContain('dateOrder')
    expect(FORMATS.filter((format) => chipsOf(format, true).includes('dateOrder'))).toEqual([
      'delimited',
      'json',
      'xlsx',
    ])
  })

  it('is open between slashes alone', () => {
    expect(hasOpenDates([['a', '3/4/2020']])).toBe(true)
    expect(
      hasOpenDates([
        ['31.1.2024', null],
        ['2024-01-31', '3/4'],
      ]),
    ).toBe(false)
  })
})

describe('sheetsOf', () => {
  it('names each sheet once, the chosen one first', () => {
    const reasons = [
      { what: 'sheet', why: 'firstSheet', values: { sheet: '2023', count: 2 } },
      { what: 'sheet', why: 'otherSheet', values: { sheet: '2024' } },
      { what: 'header', why: 'keys', values: {} },
    ] as const
    expect(sheetsOf(reasons, '2024')).toEqual(['2024', '2023'])
    expect(sheetsOf(reasons, null)).toEqual(['2023', '2024'])
  })
})
