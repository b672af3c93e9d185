import { describe, expect, it } from 'vitest'
import { parseSpaceFile } from '@shared/domain/search/spaceFile'
import { newRow, rowOf, writtenRow, type ParameterRow } from './parameterRow'
import { findRowProblems } from './rowProblems'

const FILE = {
  parameters: [
    { name: 'lr', type: 'float', low: 1e-4, high: 0.1, log: true, default: 0.01 },
    { name: 'dropout', type: 'float', low: 0, high: 0.5, step: 0.1 },
    { name: 'layers', type: 'integer', low: 1, high: 4 },
    { name: 'units', type: 'ordinal', choices: [16, 32, 64], when: { parameter: 'layers', atLeast: 2 } },
    { name: 'optimizer', type: 'categorical', choices: ['sgd', 'adam'], default: 'adam' },
    { name: 'momentum', type: 'float', low: 0, high: 1, when: { parameter: 'optimizer', in: ['sgd'] } },
  ],
}
const read = (file: object) => parseSpaceFile(JSON.stringify(file), 'space.json').parameters.map(rowOf)

describe('rows of parameters', () => {
  it('write the file that they were read from', () => {
    expect({ parameters: read(FILE).map(writtenRow) }).toEqual(FILE)
  })

  it('have no problems where the file is sound', () => {
    expect(findRowProblems(read(FILE))).toEqual(FILE.parameters.map(() => ({})))
  })

  it.each<[Partial<ParameterRow>, object]>([
    [{}, { name: 'missing', low: 'missing', high: 'missing' }],
    [{ name: 'a', low: 1, high: 0 }, { high: 'belowLow' }],
    [{ name: 'a', low: 0, high: 1, isLog: true }, { low: 'aboveZero' }],
    [
      { name: 'a', type: 'integer', low: 0.5, high: 2, step: 0.5 },
      { low: 'whole', step: 'whole' },
    ],
    [{ name: 'a', low: 0, high: 1, default: '2' }, { default: 'notAValue' }],
    [{ name: 'seed', low: 0, high: 1 }, { name: 'reserved' }],
    [{ name: 'a', type: 'categorical', choices: 'x, x' }, { choices: 'twice' }],
    [{ name: 'a', low: 0, high: 1, parent: 'b', parentValues: '1' }, { parent: 'noParent' }],
    [{ name: 'a', low: 0, high: 1, parent: 'lr', parentValues: '' }, { parentValues: 'missing' }],
    [{ name: 'a', low: 0, high: 1, parent: 'lr', parentValues: '3' }, { parentValues: 'notAValue' }],
    [{ name: 'lr', low: 0, high: 1 }, { name: 'taken' }],
  ])('say what is wrong with %j', (given, problems) => {
    const lr = newRow({ name: 'lr', low: 0, high: 1 })
    expect(findRowProblems([lr, newRow(given)])[1]).toEqual(problems)
  })

  it('find conditions that lead round in a circle', () => {
    const [a, b] = ['a', 'b'].map((name) => newRow({ name, low: 0, high: 1, parentValues: '1' }))
    const rows = [
      { ...(a ?? newRow()), parent: 'b' },
      { ...(b ?? newRow()), parent: 'a' },
    ]
    expect(findRowProblems(rows).map(({ parent }) => parent)).toEqual(['circle', 'circle'])
  })
})
