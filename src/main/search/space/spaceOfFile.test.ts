import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { parseSpaceFile, SpaceFile } from '../../../shared/domain/search/spaceFile'
import { spaceOfFile } from './spaceOfFile'

const read = (...parameters: readonly object[]) => spaceOfFile(v.parse(SpaceFile, { parameters }))
const lr = { name: 'lr', type: 'float', low: 1e-4, high: 1, log: true }
const optimizer = { name: 'optimizer', type: 'categorical', choices: ['adam', 'sgd', 'rmsprop'] }

describe('spaceOfFile', () => {
  it('begins in the middle of ranges and of ordered choices, and with the first of others', () => {
    const { parameters } = read(
      lr,
      { name: 'units', type: 'integer', low: 0, high: 10, step: 5 },
      { name: 'batch', type: 'ordinal', choices: [16, 32, 64] },
      optimizer,
      { name: 'rate', type: 'float', low: 0, high: 1, default: 0.2 },
    )
    const [first, ...rest] = parameters.map((parameter) => parameter.default)
    expect(first).toBeCloseTo(1e-2)
    expect(rest).toEqual([5, 32, 'adam', 0.2])
    expect(parameters[2]?.domain).toEqual({ kind: 'choice', values: [16, 32, 64], isOrdered: true })
  })

  it('reads every way to say when a parameter exists, and puts parents first', () => {
    const conditions = [
      { optimizer: 'sgd' },
      { optimizer: ['sgd', 'rmsprop'] },
      { parameter: 'optimizer', equals: 'sgd' },
      { parameter: 'optimizer', in: ['sgd'] },
      { parameter: 'optimizer', values: ['sgd'] },
      { parameter: 'optimizer', value: 'sgd' },
      { parameter: 'depth', atLeast: 2 },
    ].map((when) => {
      const depth = { name: 'depth', type: 'integer', low: 1, high: 3 }
      const { parameters } = read({ ...lr, when }, optimizer, depth)
      return parameters.slice(1).find(({ name }) => name === 'lr')?.condition
    })
    const sgd = { test: 'oneOf', parameter: 'optimizer', values: ['sgd'] }
    expect(conditions).toEqual([
      sgd,
      { ...sgd, values: ['sgd', 'rmsprop'] },
      sgd,
      sgd,
      sgd,
      sgd,
      { test: 'atLeast', parameter: 'depth', value: 2 },
    ])
  })

  it('takes a field that is null for absent', () => {
    const empty = { low: null, high: null, log: false, step: null, choices: null, when: null, default: null }
    const text = JSON.stringify({
      parameters: [
        { ...empty, ...optimizer },
        { ...empty, ...lr },
      ],
    })
    expect(spaceOfFile(parseSpaceFile(text, 'space.json'))).toEqual(read(optimizer, lr))
  })

  it.each([
    ['twice the same name', [lr, lr]],
    ['a range that is upside down', [{ ...lr, low: 2 }]],
    ['a logarithm of nothing', [{ ...lr, low: 0 }]],
    ['a step on a logarithmic float', [{ ...lr, step: 0.1 }]],
    ['a half integer', [{ name: 'n', type: 'integer', low: 0.5, high: 2 }]],
    ['a choice twice', [{ ...optimizer, choices: ['a', 'a'] }]],
    ['a default outside', [{ ...lr, default: 5 }]],
    ['a parent that is not there', [{ ...lr, when: { depth: 1 } }]],
    [
      'a circle',
      [
        { ...lr, when: { optimizer: 'sgd' } },
        { ...optimizer, when: { lr: 1 } },
      ],
    ],
  ])('refuses %s', (_what, parameters) => {
    expect(() => read(...parameters)).toThrow('space/file-invalid')
  })
})
