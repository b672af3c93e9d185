import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { differenceArray } from './differenceArray'
import { geometricArray } from './geometricArray'
import { chooseArray } from './orthogonalArray'
import type { ArrayFamily, Column } from './types'

/** Every column of an array that can be taken with so many levels, then with two until nothing is left. */
function columnsOf(family: ArrayFamily, ...levels: readonly number[]): Column[] {
  const stock = family.start()
  const columns: Column[] = []
  for (const wanted of levels) {
    for (let column = stock.take(wanted); column; column = stock.take(wanted)) columns.push(column())
  }
  return columns
}

const levelsOf = (column: Column) => Math.max(...column) + 1

/** Strength 2: of any two columns every pair of levels stands equally often. */
function isBalanced(left: Column, right: Column): boolean {
  const pairs = levelsOf(left) * levelsOf(right)
  const counts = new Map<number, number>()
  for (const [run, level] of left.entries()) {
    const pair = level * levelsOf(right) + (right[run] ?? 0)
    counts.set(pair, (counts.get(pair) ?? 0) + 1)
  }
  return counts.size === pairs && new Set(counts.values()).size === 1
}

function countLevels(columns: readonly Column[]): Record<number, number> {
  const counts: Record<number, number> = {}
  for (const column of columns) counts[levelsOf(column)] = (counts[levelsOf(column)] ?? 0) + 1
  return counts
}

const ARRAYS: readonly [string, ArrayFamily | undefined, readonly number[], Record<number, number>][] = [
  ['L4', geometricArray(2, 2)[0], [2], { 2: 3 }],
  ['L8', geometricArray(2, 3)[0], [2], { 2: 7 }],
  ['L8 of mixed levels', geometricArray(2, 3)[0], [4, 2], { 4: 1, 2: 4 }],
  ['L9', geometricArray(3, 2)[0], [3], { 3: 4 }],
  ['L12', differenceArray(12)[0], [2], { 2: 11 }],
  ['L16', geometricArray(2, 4)[0], [2], { 2: 15 }],
  ['L16 of four levels', geometricArray(2, 4)[1], [4], { 4: 5 }],
  ['L16 of mixed levels', geometricArray(2, 4)[0], [8, 2], { 8: 1, 2: 8 }],
  ['L18', differenceArray(18)[1], [2], { 2: 1, 3: 7 }],
  ['L18 with six levels', differenceArray(18)[0], [6, 2], { 6: 1, 3: 6 }],
  ['L25', geometricArray(5, 2)[0], [5], { 5: 6 }],
  ['L27', geometricArray(3, 3)[0], [3], { 3: 13 }],
  ['L27 of mixed levels', geometricArray(3, 3)[0], [9, 3], { 9: 1, 3: 9 }],
  ['L32', geometricArray(2, 5)[0], [2], { 2: 31 }],
  ['L32 of four levels', geometricArray(2, 5)[1], [4, 2], { 4: 9, 2: 4 }],
  ['L32 of eight levels', geometricArray(2, 5)[1], [8, 4], { 8: 1, 4: 8 }],
  ['L36', differenceArray(36)[1], [2], { 2: 11, 3: 12 }],
  ['L36 of 13 three-level columns', differenceArray(36)[3], [3, 2], { 2: 3, 3: 13 }],
  ['L36 with twelve levels', differenceArray(36)[0], [12, 3], { 12: 1, 3: 12 }],
  ['L36 with four levels', differenceArray(36)[2], [4, 3], { 4: 1, 3: 13 }],
  ['L49', geometricArray(7, 2)[0], [7], { 7: 8 }],
  ['L50', differenceArray(50)[1], [2], { 2: 1, 5: 11 }],
  ['L50 with ten levels', differenceArray(50)[0], [10, 5], { 10: 1, 5: 10 }],
  ['L54', differenceArray(54)[2], [2], { 2: 1, 3: 25 }],
  ['L54 with six levels', differenceArray(54)[1], [6, 3], { 6: 1, 3: 24 }],
  ['L54 with eighteen levels', differenceArray(54)[0], [18, 3], { 18: 1, 3: 18 }],
  ['L64', geometricArray(2, 6)[0], [2], { 2: 63 }],
  ['L64 of four levels', geometricArray(2, 6)[1], [4], { 4: 21 }],
  ['L64 of eight levels', geometricArray(2, 6)[2], [8], { 8: 9 }],
  ['L64 of mixed levels', geometricArray(2, 6)[1], [16, 4], { 16: 1, 4: 16 }],
  ['L81', geometricArray(3, 4)[0], [3], { 3: 40 }],
  ['L81 of nine levels', geometricArray(3, 4)[1], [9], { 9: 10 }],
]

describe('orthogonal arrays', () => {
  it.each(ARRAYS)('%s has its columns, any two of them balanced', (name, family, levels, expected) => {
    const columns = family === undefined ? [] : columnsOf(family, ...levels)
    expect(countLevels(columns)).toEqual(expected)
    expect(columns.every(({ length }) => length === family?.runs)).toBe(true)
    for (const [index, left] of columns.entries())
      for (const right of columns.slice(index + 1)) expect(isBalanced(left, right)).toBe(true)
    expect(name).toContain(`L${String(family?.runs)}`)
  })
})

describe('chooseArray', () => {
  const repeat = (count: number, levels: number) => Array.from({ length: count }, () => levels)

  it.each([
    [repeat(3, 2), 'L4'],
    [repeat(7, 2), 'L8'],
    [repeat(4, 3), 'L9'],
    [repeat(11, 2), 'L12'],
    [repeat(15, 2), 'L16'],
    [repeat(5, 4), 'L16'],
    [repeat(7, 3), 'L18'],
    [[2, ...repeat(7, 3)], 'L18'],
    [[6, ...repeat(6, 3)], 'L18'],
    [repeat(6, 5), 'L25'],
    [repeat(13, 3), 'L27'],
    [[...repeat(9, 4), 2], 'L32'],
    [[...repeat(10, 2), ...repeat(12, 3)], 'L36'],
    [repeat(8, 7), 'L49'],
    [repeat(11, 5), 'L50'],
    [[2, ...repeat(25, 3)], 'L54'],
    [repeat(63, 2), 'L64'],
    [repeat(40, 3), 'L81'],
  ])('holds factors with %j levels in %s', (levels, name) => {
    const array = chooseArray(levels, 1)
    expect(array.name).toBe(name)
    expect(array.irregular).toEqual([])
    expect(array.columns.map(levelsOf)).toEqual(levels)
    for (const [index, left] of array.columns.entries())
      for (const right of array.columns.slice(index + 1)) expect(isBalanced(left, right)).toBe(true)
  })

  it('gives every factor all its levels, whatever the factors', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 2, max: 12 }), { minLength: 1, maxLength: 20 }), (levels) => {
        const { columns, runs } = chooseArray(levels, 3)
        expect(columns.map(levelsOf)).toEqual(levels)
        expect(columns.every(({ length }) => length === runs)).toBe(true)
      }),
      { seed: 4, numRuns: 60 },
    )
  })

  it('draws balanced columns for factors that are too many or too large for any array', () => {
    const { columns, irregular } = chooseArray([...repeat(70, 2), 40], 1)
    expect(irregular.length).toBeGreaterThan(0)
    expect(new Set(columns[70])).toHaveProperty('size', 40)
    expect(new Set(chooseArray([200, 2, 2], 1).columns[0])).toHaveProperty('size', 200)
  })
})
