import { describe, expect, it } from 'vitest'
import type { FittedRecipe } from '../../../shared/domain/fittedRecipe'
import { toRawRows, withPredictions } from './predictTable'

const fitted: FittedRecipe = {
  inputs: [
    { kind: 'number', column: 'age', isDate: false, fill: 30, center: 0, scale: 1 },
    {
      kind: 'category',
      column: 'sex',
      method: 'oneHot',
      categories: ['f', 'm'],
      hasOther: false,
      fill: 'f',
      center: 0,
      scale: 1,
    },
  ],
  featureNames: ['age', 'sex=f', 'sex=m'],
  target: 'survived',
  output: { kind: 'classes', labels: ['no', 'yes'] },
  targetCenter: 0,
  targetScale: 1,
}

describe('toRawRows', () => {
  it('finds columns by name, and takes a short row as missing cells', () => {
    const table = { header: ['sex', 'note', 'age'], rows: [['m', 'x', '4'], ['f']] }
    expect(toRawRows(table, fitted)).toEqual([
      { age: '4', sex: 'm' },
      { age: null, sex: 'f' },
    ])
  })

  it('refuses a table that lacks a column altogether', () => {
    expect(() => toRawRows({ header: ['age'], rows: [] }, fitted)).toThrow('predict/missing-column')
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
    const number: FittedRecipe = { ...fitted, output: { kind: 'number' } }
    const { header, rows } = withPredictions({ header: ['age'], rows: [['4']] }, number, [
      { value: 7, probabilities: null },
    ])
    expect(header).toEqual(['age', 'predicted survived'])
    expect(rows).toEqual([['4', 7]])
  })
})
