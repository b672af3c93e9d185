import { describe, expect, it } from 'vitest'
import { expectTablesNear, readGolden } from '../testing/goldens'
import { fitDonors, imputeNeighbours } from './imputeNeighbours'

const golden = readGolden('neighbours')
const train = golden.table('train')

describe('imputeNeighbours', () => {
  const donors = fitDonors(train, { seed: 0 })

  it('fills as scikit-learn does, rows without any figure included', () => {
    expectTablesNear(imputeNeighbours(train, donors, 4), golden.table('trainFilled'))
    expectTablesNear(imputeNeighbours(golden.table('new'), donors, 4), golden.table('newFilled'))
  })

  it('leaves what is there alone, and what it was given', () => {
    const before = train.map((column) => column.slice())
    const filled = imputeNeighbours(train, donors, 3)
    expect(train).toEqual(before)
    train.forEach((column, at) => {
      column.forEach((value, row) => {
        if (!Number.isNaN(value)) expect(filled[at]?.[row]).toBe(value)
      })
    })
  })

  it('takes all donors there are where more are asked for', () => {
    const columns = [Float64Array.of(1, 2, 3), Float64Array.of(10, 20, NaN)]
    expect(imputeNeighbours(columns, fitDonors(columns, { seed: 0 }), 9)[1]?.[2]).toBe(15)
  })

  it('fills a column without any figure with 0', () => {
    const columns = [Float64Array.of(1, 2), Float64Array.of(NaN, NaN)]
    expect(imputeNeighbours(columns, fitDonors(columns, { seed: 0 }), 2)[1]).toEqual(Float64Array.of(0, 0))
  })

  it('keeps a sample of donors, the same for the same seed, and the means of all', () => {
    const columns = [Float64Array.from({ length: 500 }, (_, row) => row)]
    const some = fitDonors(columns, { seed: 2, limit: 20 })
    expect(some.rows).toHaveLength(20)
    expect(some.means[0]).toBeCloseTo(249.5, 9)
    expect(fitDonors(columns, { seed: 2, limit: 20 })).toEqual(some)
  })
})
