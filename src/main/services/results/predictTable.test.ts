import { describe, expect, it } from 'vitest'
import type { FittedRecipe } from '../../../shared/domain/fittedRecipe'
import { toRawRows, withPredictions } from './predictTable'

const fitted: Pick<FittedRecipe, 'target' | 'output' | 'window'> = {
  target: 'survived',
  output: { kind: 'classes', labels: ['no', 'yes'] },
  window: null,
}

describe('toRawRows', () => {
  it('finds columns by name, and takes a short row as missing cells', () => {
    const table = { header: ['sex', 'note', 'age'], rows: [['m', 'x', '4'], ['f']] }
    expect(toRawRows(table, ['age', 'sex'])).toEqual([
      { age: '4', sex: 'm' },
      { age: null, sex: 'f' },
    ])
  })

  it('refuses a table that lacks a column altogether', () => {
    expect(() => toRawRows({ header: ['age'], rows: [] }, ['age', 'sex'])).toThrow('predict/missing-column')
  })
})

describe('withPredictions', () => {
  it('puts the prediction and every probability behind the cells', () => {
    const table = { header: ['age', 'sex'], rows: [['4', 'm']] }
    const probabilities = [
      { label: 'no', probability: 0.25 },
      { label: 'yes', probability: 0.75 },
    ]
    expect(withPredictions(table, fitted, [{ value: 'yes', probabilities }])).toEqual({
      header: ['age', 'sex', 'predicted survived', 'probability of no', 'probability of yes'],
      rows: [['4', 'm', 'yes', 0.25, 0.75]],
    })
  })

  it('has no probabilities for numbers', () => {
    const number = { ...fitted, output: { kind: 'number' as const } }
    const { header, rows } = withPredictions({ header: ['age'], rows: [['4']] }, number, [
      { value: 7, probabilities: null },
    ])
    expect(header).toEqual(['age', 'predicted survived'])
    expect(rows).toEqual([['4', 7]])
  })

  it('leaves the cells of a row without a prediction empty', () => {
    const table = { header: ['age'], rows: [['4'], [null]] }
    const { rows } = withPredictions(table, fitted, [
      {
        value: 'no',
        probabilities: [
          { label: 'no', probability: 1 },
          { label: 'yes', probability: 0 },
        ],
      },
      { value: null, column: 'age' },
    ])
    expect(rows).toEqual([
      ['4', 'no', 1, 0],
      [null, null, null, null],
    ])
  })

  it('says how many rows ahead the prediction of a series lies', () => {
    const series = { ...fitted, output: { kind: 'number' as const }, window: { lookback: 3, horizon: 2 } }
    const { header } = withPredictions({ header: ['day'], rows: [] }, series, [])
    expect(header).toEqual(['day', 'predicted survived +2'])
  })
})
