import { describe, expect, it } from 'vitest'
import { createRandom } from '../../../../shared/util/random'
import { forestImportance } from './forestImportance'
import { targetOfClasses, targetOfFigures } from './target'

const random = createRandom(4)
const draw = () => Float64Array.from({ length: 800 }, () => random.normal())
const columns = [draw(), draw(), draw(), draw()]
const [first = draw(), second = draw()] = columns

describe('forestImportance', () => {
  it('names the columns that classes follow from', () => {
    const codes = Int32Array.from(
      first,
      (value, row) => (value > 0 ? 1 : 0) + ((second[row] ?? 0) > 1 ? 1 : 0),
    )
    const shares = forestImportance(columns, targetOfClasses({ codes, size: 3 }), { seed: 1 })
    expect(shares[0]).toBeGreaterThan(0.5)
    expect(shares[1]).toBeGreaterThan(2 * Math.max(shares[2] ?? 0, shares[3] ?? 0))
    expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 12)
  })

  it('finds what no line shows', () => {
    const target = first.map((value) => value * value)
    const shares = forestImportance(columns, targetOfFigures(target), { seed: 1, trees: 40 })
    expect(shares[0]).toBeGreaterThan(0.8)
  })

  it('is the same for the same seed', () => {
    const target = targetOfFigures(second)
    const once = forestImportance(columns, target, { seed: 7, trees: 5 })
    expect(forestImportance(columns, target, { seed: 7, trees: 5 })).toEqual(once)
    expect(forestImportance(columns, target, { seed: 8, trees: 5 })).not.toEqual(once)
  })

  it('leaves out rows without a target', () => {
    const codes = Int32Array.from(first, (value, row) => (row % 2 === 0 ? -1 : value > 0 ? 1 : 0))
    const misled = first.map((value, row) => (row % 2 === 0 ? -value : value))
    const shares = forestImportance([misled, second], targetOfClasses({ codes, size: 2 }), {
      seed: 1,
      trees: 20,
    })
    expect(shares[0]).toBeGreaterThan(0.8)
    const figures = second.map((value, row) => (row % 2 === 0 ? NaN : value))
    expect(forestImportance(columns, targetOfFigures(figures), { seed: 1, trees: 20 })[1]).toBeGreaterThan(
      0.7,
    )
  })

  it('is nothing where there is nothing to learn', () => {
    expect([
      ...forestImportance([first], targetOfFigures(new Float64Array(800)), { seed: 1, trees: 3 }),
    ]).toEqual([0])
    expect([
      ...forestImportance([new Float64Array(800)], targetOfFigures(first), { seed: 1, trees: 3 }),
    ]).toEqual([0])
  })
})
