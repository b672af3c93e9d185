import { describe, expect, it } from 'vitest'
import { readValues, writeValues } from './writtenValues'

describe('choices as they are written', () => {
  it('are numbers, truth values and text', () => {
    expect(readValues('16, 1e-3, true, adam w, ')).toEqual([16, 0.001, true, 'adam w'])
    expect(readValues('')).toEqual([])
  })

  it('are text where they are quoted', () => {
    expect(readValues('"16", "a, b", "say \\"hi\\""')).toEqual(['16', 'a, b', 'say "hi"'])
  })

  it('come back as they were', () => {
    const values = [1, '1', 'true', false, 'a, b', '', ' x ', 'it"s', 'adam', 1e-7]
    expect(readValues(writeValues(values))).toEqual(values)
  })
})
