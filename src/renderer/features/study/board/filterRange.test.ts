import { describe, expect, it } from 'vitest'
import { withoutField, withRanges } from './filterRange'

const linear = { kind: 'linear', low: 0, high: 1000 } as const
const log = { kind: 'log', low: 1e-5, high: 1 } as const
const choice = { kind: 'choice', choices: ['adam', 'sgd', 'ada grad'] } as const

describe('withRanges', () => {
  it('names both ends, rounded outwards', () => {
    const ranges = [{ field: 'value', scale: linear, from: 12.34567, to: 99.99999 }]
    expect(withRanges('', ranges)).toBe('value>=12.34 value<=100')
  })

  it('reads positions of a log axis, in either order', () => {
    expect(withRanges('', [{ field: 'rate', scale: log, from: -1, to: -3 }])).toBe('rate>=0.001 rate<=0.1')
  })

  it('leaves out a bound that is the end of the axis or beyond', () => {
    expect(withRanges('', [{ field: 'value', scale: linear, from: -5, to: 400 }])).toBe('value<=400')
    expect(withRanges('', [{ field: 'value', scale: linear, from: 0, to: 1000 }])).toBe('')
  })

  it('lists choices, quoted where they have blanks', () => {
    expect(withRanges('', [{ field: 'kind', scale: choice, from: 0.9, to: 2.2 }])).toBe('kind=sgd,"ada grad"')
    expect(withRanges('', [{ field: 'kind', scale: choice, from: -1, to: 3 }])).toBe('')
  })

  it('replaces what was chosen of the field before, and keeps everything else', () => {
    const ranges = [{ field: 'value', scale: linear, from: 2, to: 3 }]
    expect(withRanges('adam value>=7 units>64 value<=9', ranges)).toBe('adam units>64 value>=2 value<=3')
  })
})

describe('withoutField', () => {
  it('takes comparisons away, not words', () => {
    expect(withoutField('value value>3 "value<2" other=1', 'value')).toBe('value "value<2" other=1')
  })
})
