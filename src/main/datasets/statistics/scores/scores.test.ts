import { describe, expect, it } from 'vitest'
import { createRandom } from '../../../../shared/util/random'
import type { Categories } from '../column/categories'
import { expectNear, readGolden } from '../testing/goldens'
import { scoreChiSquare } from './chiSquare'
import { guessByNeighbour } from './guessByNeighbour'
import { entropyOf, informationOfCategories, informationOfClasses } from './information'
import { informationOfFigures } from './informationOfFigures'
import { countNear, neighbourDistances } from './nearOnLine'
import { NO_SCORE, type Score } from './score'
import { scoreInformation, type InformationColumn } from './scoreInformation'
import { scoreClassMeans, scoreLine } from './varianceRatio'

const golden = readGolden('scores')
const classes = golden.codes('classes')

function expectScores(found: readonly Score[], scores: string, pValues: string) {
  expectNear(
    found.map(({ score }) => score),
    golden.column(scores),
  )
  expectNear(
    found.map(({ pValue }) => pValue),
    golden.column(pValues),
    1e-300,
  )
}

describe('tests of features', () => {
  it('have the χ² of scikit-learn', () => {
    expectScores(
      golden.table('counts').map((column) => scoreChiSquare(column, classes)),
      'chi2',
      'chi2P',
    )
  })

  it('have the F of scikit-learn for classes', () => {
    expectScores(
      golden.table('moved').map((column) => scoreClassMeans(column, classes)),
      'fClassif',
      'fClassifP',
    )
  })

  it('have the F of scikit-learn for figures', () => {
    const target = golden.column('target')
    expectScores(
      golden.table('lines').map((column) => scoreLine(column, target)),
      'fRegression',
      'fRegressionP',
    )
  })

  it('leave out rows that lack a figure or a class', () => {
    const values = golden.table('moved')[0] ?? new Float64Array(0)
    const holed = Float64Array.of(...values, NaN, 5)
    const codes = { size: classes.size, codes: Int32Array.of(...classes.codes, 0, -1) }
    expect(scoreClassMeans(holed, codes)).toEqual(scoreClassMeans(values, classes))
    const counts = golden.table('counts')[0] ?? new Float64Array(0)
    expect(scoreChiSquare(Float64Array.of(...counts, NaN, 5), codes)).toEqual(scoreChiSquare(counts, classes))
  })

  it('say nothing of what never changes, of one class, or of negative counts', () => {
    const same = new Float64Array(60).fill(2)
    const one: Categories = { codes: new Int32Array(60), size: 1 }
    const rising = Float64Array.from({ length: 60 }, (_, row) => row - 1)
    expect(scoreClassMeans(same, classes)).toEqual(NO_SCORE)
    expect(scoreLine(same, rising)).toEqual(NO_SCORE)
    expect(scoreClassMeans(rising, one)).toEqual(NO_SCORE)
    expect(scoreChiSquare(rising, classes)).toEqual(NO_SCORE)
    expect(scoreChiSquare(new Float64Array(60), classes)).toEqual(NO_SCORE)
  })

  it('are as large as can be for a perfect bond', () => {
    const rising = Float64Array.from({ length: 60 }, (_, row) => row)
    expect(scoreLine(rising, rising).score).toBeGreaterThan(1e12)
    expect(scoreLine(rising, rising).pValue).toBeLessThan(1e-200)
    expect(scoreClassMeans(Float64Array.from(classes.codes), classes)).toEqual({ score: Infinity, pValue: 0 })
  })
})

describe('mutual information', () => {
  const info = readGolden('information')
  const figures = info.table('figures')
  const tied = info.table('tied')
  const [x = new Float64Array(0), ...others] = figures
  const [first = x, second = x] = tied

  it('of two columns of figures is that of scikit-learn, noise left out', () => {
    expectNear(
      others.map((column) => informationOfFigures(x, column)),
      info.column('cc'),
    )
    expectNear(
      [
        informationOfFigures(x, first),
        informationOfFigures(second, x, 4),
        informationOfFigures(first, second),
      ],
      info.column('ccTied'),
    )
  })

  it('of figures and classes is that of scikit-learn, classes of one row left out', () => {
    const codes = info.codes('classes')
    const rare = info.codes('rare')
    expectNear(
      [...figures, ...tied].map((column) => informationOfClasses(column, codes)),
      info.column('cd'),
    )
    expectNear(
      [...figures, ...tied].map((column) => informationOfClasses(column, rare, 5)),
      info.column('cdRare'),
    )
  })

  it('of two columns of categories is that of scikit-learn', () => {
    const codes = info.codes('classes')
    const columns = [0, 1, 2].map((at) => info.codes(`others/${at}`))
    expectNear(
      columns.map((column) => informationOfCategories(column, codes)),
      info.column('dd'),
    )
    expect(informationOfCategories(codes, codes)).toBeCloseTo(entropyOf(codes), 12)
  })

  it('as a score is scikit-learn’s, whatever the noise', () => {
    const target: InformationColumn = { kind: 'categories', categories: info.codes('classes') }
    const asColumn = (values: Float64Array): InformationColumn => ({ kind: 'figures', values })
    expectNear(
      figures.map((column) => scoreInformation(asColumn(column), target, { seed: 3 })),
      info.column('classif'),
    )
    expectNear(
      others.map((column) => scoreInformation(asColumn(column), asColumn(x), { seed: 3 })),
      info.column('regression'),
    )
    expect(scoreInformation(target, asColumn(x), { seed: 3 })).toBe(
      scoreInformation(asColumn(x), target, { seed: 3 }),
    )
  })

  it('as a score sees that equal whole figures tell all of each other', () => {
    const random = createRandom(9)
    const values = Float64Array.from({ length: 1000 }, () => random.integer(5))
    const column: InformationColumn = { kind: 'figures', values }
    const score = scoreInformation(column, column, { seed: 1 })
    expect(score).toBeGreaterThan(1.4)
    expect(score).toBeLessThan(Math.log(5) + 0.2)
  })

  it('leaves out rows that lack either', () => {
    const codes = info.codes('classes')
    const more = { size: codes.size, codes: Int32Array.of(...codes.codes, 1, -1) }
    expect(informationOfClasses(Float64Array.of(...x, NaN, 3), more)).toBe(informationOfClasses(x, codes))
    expect(
      informationOfFigures(Float64Array.of(...x, NaN, 3), Float64Array.of(...(others[0] ?? []), 3, NaN)),
    ).toBe(informationOfFigures(x, others[0] ?? x))
  })

  it('is nothing where there are no rows', () => {
    const none = { codes: new Int32Array(0), size: 2 }
    expect(informationOfClasses(new Float64Array(0), none)).toBe(0)
    expect(informationOfFigures(new Float64Array(2), new Float64Array(2))).toBe(0)
    expect(informationOfCategories(none, none)).toBe(0)
  })
})

describe('neighbours on a line', () => {
  it('are those of a search through all', () => {
    const random = createRandom(2)
    const sorted = Float64Array.from({ length: 200 }, () => random.integer(150)).sort()
    const distances = neighbourDistances(sorted, 3)
    sorted.forEach((value, at) => {
      const away = [...sorted].map((other) => Math.abs(other - value)).sort((left, right) => left - right)
      expect(distances[at]).toBe(away[3])
      const near = away.filter((distance) => distance < 7).length
      expect(countNear(sorted, at, 7)).toBe(near)
    })
  })
})

describe('guessByNeighbour', () => {
  const guess = (values: number[], codes: number[]) =>
    guessByNeighbour(Float64Array.from(values), { codes: Int32Array.from(codes), size: 3 })

  it('asks the nearest row, both where they are equally near', () => {
    expect(guess([1, 2, 9, 10], [0, 0, 1, 1])).toEqual({ right: 1, base: 0.5, count: 4 })
    expect(guess([1, 2, 3], [0, 0, 1])).toEqual({ right: 0.5, base: 2 / 3, count: 3 })
  })

  it('asks the rows of the same figure without the row itself', () => {
    expect(guess([5, 5, 5, 5], [0, 0, 0, 1]).right).toBe(0.75)
    expect(guess([5, 5, 5], [0, 0, 1]).right).toBeCloseTo(1 / 3, 12)
    expect(guess([5, 5, 5, 5], [0, 0, 1, 1]).right).toBe(0)
  })

  it('leaves out rows that lack a figure or a class', () => {
    expect(guess([1, NaN, 2, 3], [0, 0, 0, -1])).toEqual({ right: 1, base: 1, count: 2 })
    expect(guess([], [])).toEqual({ right: 0, base: 0, count: 0 })
  })
})
