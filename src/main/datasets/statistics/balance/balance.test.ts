import { describe, expect, it } from 'vitest'
import { createRandom } from '../../../../shared/util/random'
import { countCodes, type Categories } from '../column/categories'
import { drawFewer, drawMore } from './resample'
import { interpolateRows, nearestRows, planSmote } from './smote'

const random = createRandom(6)
const codes = Int32Array.from({ length: 200 }, (_, row) => (row % 20 === 0 ? 2 : row % 4 === 0 ? 1 : 0))
const classes: Categories = { codes, size: 4 }
const columns = [0, 1, 2].map(() => Float64Array.from(codes, (code) => random.normal() + 3 * code))

function countAt(rows: Int32Array): number[] {
  return [...countCodes({ size: 4, codes: rows.map((row) => codes[row] ?? -1) })]
}

describe('drawMore', () => {
  it('brings every class that occurs to the size of the largest', () => {
    expect(countAt(Int32Array.of(...codes.keys(), ...drawMore(classes, { seed: 1 })))).toEqual([
      150, 150, 150, 0,
    ])
  })

  it('brings them to a share of it, and leaves those alone that have it', () => {
    expect(countAt(Int32Array.of(...codes.keys(), ...drawMore(classes, { seed: 1, ratio: 0.25 })))).toEqual([
      150, 40, 38, 0,
    ])
  })

  it('draws the same rows for the same seed', () => {
    expect(drawMore(classes, { seed: 1 })).toEqual(drawMore(classes, { seed: 1 }))
    expect(drawMore(classes, { seed: 1 })).not.toEqual(drawMore(classes, { seed: 2 }))
  })
})

describe('drawFewer', () => {
  it('brings every class that occurs to the size of the smallest', () => {
    const rows = drawFewer(classes, { seed: 1 })
    expect(countAt(rows)).toEqual([10, 10, 10, 0])
    expect(rows).toEqual(rows.slice().sort())
    expect(new Set(rows).size).toBe(30)
  })

  it('keeps so many that the smallest is the share asked for', () => {
    expect(countAt(drawFewer(classes, { seed: 1, ratio: 0.5 }))).toEqual([20, 20, 10, 0])
  })
})

describe('planSmote', () => {
  const plan = planSmote(columns, classes, { seed: 3, neighbours: 4 })

  it('makes classes equal', () => {
    expect(countAt(Int32Array.of(...codes.keys(), ...plan.from))).toEqual([150, 150, 150, 0])
  })

  it('puts every new row between two rows of a class that are neighbours', () => {
    const made = columns.map((column) => interpolateRows(column, plan))
    plan.from.forEach((row, at) => {
      const to = plan.to[at] ?? -1
      const pool = Int32Array.from(codes.keys()).filter((other) => codes[other] === codes[row])
      const away = (other: number) =>
        columns.reduce((sum, column) => sum + ((column[other] ?? 0) - (column[row] ?? 0)) ** 2, 0)
      const nearest = [...pool]
        .filter((other) => other !== row)
        .sort((left, right) => away(left) - away(right))
      expect(nearest.slice(0, 4)).toContain(to)
      columns.forEach((column, index) => {
        const [start, end] = [column[row] ?? 0, column[to] ?? 0]
        const found = made[index]?.[at] ?? NaN
        expect(found).toBeGreaterThanOrEqual(Math.min(start, end))
        expect(found).toBeLessThanOrEqual(Math.max(start, end))
        expect(found).toBeCloseTo(start + (plan.shares[at] ?? 0) * (end - start), 12)
      })
    })
  })

  it('repeats the row of a class that has one only', () => {
    const alone = { codes: Int32Array.of(0, 0, 0, 1), size: 2 }
    const { from, to } = planSmote([Float64Array.of(1, 2, 3, 4)], alone, { seed: 1 })
    expect([[...from], [...to]]).toEqual([
      [3, 3],
      [3, 3],
    ])
  })

  it('is the same for the same seed', () => {
    expect(planSmote(columns, classes, { seed: 3, neighbours: 4 })).toEqual(plan)
  })
})

describe('nearestRows', () => {
  it('leaves out the row itself and takes the earlier of equally near ones', () => {
    const column = Float64Array.of(0, 1, -1, 5)
    expect(
      nearestRows({ columns: [column], row: 0, pool: Int32Array.of(0, 1, 2, 3), neighbours: 2 }),
    ).toEqual([1, 2])
  })
})
