import { describe, expect, it } from 'vitest'
import { trialRow } from '../testing/trialRow'
import { parseFilter, type FilterField } from './filterExpression'

const FIELDS: FilterField[] = [
  { names: ['trial'], read: (row) => row.number },
  { names: ['state'], read: (row) => row.state },
  { names: ['value', 'accuracy'], read: (row) => row.value },
  { names: ['hidden.units', 'units', 'Units'], read: (row) => row.assignment['hidden.units'] },
  {
    names: ['training.learningRate', 'learningRate', '学习率'],
    read: (row) => row.assignment['training.learningRate'],
  },
  { names: ['training.optimizer', 'optimizer'], read: (row) => row.assignment['training.optimizer'] },
]
const ROWS = [
  trialRow(1, {
    value: 0.9,
    assignment: { 'hidden.units': 64, 'training.learningRate': 0.001, 'training.optimizer': 'adam' },
  }),
  trialRow(2, {
    value: 0.97,
    assignment: { 'hidden.units': 128, 'training.learningRate': 0.01, 'training.optimizer': 'sgd' },
  }),
  trialRow(3, {
    value: null,
    state: 'failed',
    assignment: { 'hidden.units': 256, 'training.learningRate': 0.1 },
  }),
]
const passing = (expression: string) => {
  const filter = parseFilter(expression, FIELDS)
  return ROWS.filter(filter.test).map((row) => row.number)
}

describe('parseFilter', () => {
  it.each([
    ['', [1, 2, 3]],
    ['units>64', [2, 3]],
    ['units=64,256', [1, 3]],
    ['optimizer="adam",sgd', [1, 2]],
    ['units!=64,128', [3]],
    ['units >= 64 units<256', [1, 2]],
    ['units=128', [2]],
    ['units!=128', [1, 3]],
    ['accuracy>95%', [2]],
    ['learningRate<=1e-2', [1, 2]],
    ['learning<0.005', [1]],
    ['学习率≥0.1', [3]],
    ['state:failed', [3]],
    ['optimizer=ADAM', [1]],
    ['sgd', [2]],
    ['trial:3', [3]],
    ['"fail"', [3]],
    ['128', [2]],
    ['adam units>64', []],
  ])('%s', (expression, numbers) => {
    expect(passing(expression)).toEqual(numbers)
  })

  it('lets every row pass a term about something unknown, and names it', () => {
    expect(passing('width>3')).toEqual([1, 2, 3])
    expect(parseFilter('width>3 units>1', FIELDS).unknown).toEqual(['width'])
  })

  it('keeps a row without the value out of every comparison but "is not"', () => {
    expect(passing('optimizer=adam')).toEqual([1])
    expect(passing('optimizer!=adam')).toEqual([2, 3])
    expect(passing('accuracy<1')).toEqual([1, 2])
  })
})
