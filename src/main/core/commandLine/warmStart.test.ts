import { describe, expect, it } from 'vitest'
import { describeReport } from './warmStart'

describe('describeReport', () => {
  const source = { format: 'csv', name: 'old.csv' } as const

  it('says how many results fit, and why the others do not', () => {
    const misfits = [
      { cause: 'outside', subject: 'training.epochs', example: '500', rows: 2 },
      { cause: 'unfinished', subject: null, example: '', rows: 1 },
    ] as const
    expect(describeReport({ source, rows: 10, fitting: 7, misfits: [...misfits] })).toBe(
      '7 of 10 results of old.csv are learnt from; 2 have another training.epochs (500), 1 were not finished.',
    )
    expect(describeReport({ source, rows: 2, fitting: 2, misfits: [] })).toBe(
      '2 of 2 results of old.csv are learnt from.',
    )
  })
})
