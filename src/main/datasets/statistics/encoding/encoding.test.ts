import { describe, expect, it } from 'vitest'
import { expectNear, expectTablesNear, readGolden } from '../testing/goldens'
import { hashText, murmurHash3 } from './hashing'
import { encodeOutOfFold, fitTargetEncoding, flagsOf, type Smoothing } from './targetEncoding'

const golden = readGolden('encoding')
const categories = golden.codes('codes')
const folds = Int32Array.from(golden.column('folds'))
const classes = golden.codes('classes')

describe('target encoding', () => {
  const targets = {
    target: [golden.column('target')],
    binary: [golden.column('binary')],
    classes: [0, 1, 2].map((code) => flagsOf(classes, code)),
  }
  const cases = (['target', 'binary', 'classes'] as const).flatMap((name) =>
    (
      [
        ['Auto', 'auto'],
        ['Fixed', 7.5],
      ] as const
    ).map(([word, smoothing]) => ({ name, word, smoothing })),
  )

  it.each(cases)('is that of scikit-learn: $name, $smoothing', ({ name, word, smoothing }) => {
    expectTablesNear(
      targets[name].map((target) => fitTargetEncoding(categories, target, smoothing).values),
      golden.table(`${name}${word}`),
    )
  })

  it.each(cases)('is that of scikit-learn out of fold: $name, $smoothing', ({ name, word, smoothing }) => {
    expectTablesNear(
      targets[name].map((target) => encodeOutOfFold(categories, target, { folds, smoothing })),
      golden.table(`${name}${word}OutOfFold`),
    )
  })

  it('does not let a row see its own target out of fold', () => {
    const target = golden.column('target')
    const changed = target.map((value, row) => (row === 7 ? value + 1000 : value))
    const encode = (values: Float64Array, smoothing: Smoothing) =>
      encodeOutOfFold(categories, values, { folds, smoothing })[7]
    expect(encode(changed, 'auto')).toBe(encode(target, 'auto'))
    expect(encode(changed, 3)).toBe(encode(target, 3))
  })

  it('gives the mean of all to a category that has no row', () => {
    const encoding = fitTargetEncoding(
      { codes: Int32Array.of(0, 0, -1), size: 3 },
      Float64Array.of(1, 3, 5),
      0,
    )
    expect(encoding).toEqual({ values: Float64Array.of(2, 3, 3), other: 3 })
  })
})

describe('hashText', () => {
  const words = ['', 'a', 'red', 'rød', 'a rather long category', '猫', '🦊 fox', 'x=1', 'tail']

  it('puts texts where scikit-learn puts them', () => {
    expectNear(
      words.map((word) => murmurHash3(word)),
      golden.column('hashes'),
    )
    const hashed = words.map((word) => hashText(word, 16))
    expectNear(
      hashed.map(({ place }) => place),
      golden.column('places'),
    )
    expectNear(
      hashed.map(({ sign }) => sign),
      golden.column('signs'),
    )
  })
})
