import { describe, expect, it } from 'vitest'
import { rowsByClass } from './classBatches'

const options = { batchSize: 16, rowsPerClass: 4, seed: 3, epoch: 1 }
const even = Array.from({ length: 160 }, (_, row) => row % 20)

/** How many rows of each class a batch holds. */
function countBatches(order: Int32Array, classes: readonly number[], batchSize: number): number[][] {
  return Array.from({ length: Math.ceil(order.length / batchSize) }, (_, batch) => {
    const counts = new Map<number, number>()
    for (const row of order.subarray(batch * batchSize, (batch + 1) * batchSize)) {
      const label = classes[row] ?? -1
      counts.set(label, (counts.get(label) ?? 0) + 1)
    }
    return [...counts.values()]
  })
}

describe('rowsByClass', () => {
  it('holds P classes of K rows in every batch where classes have enough rows', () => {
    const batches = countBatches(rowsByClass({ ...options, classes: even }), even, 16)
    expect(batches).toHaveLength(10)
    for (const counts of batches) expect(counts.every((count) => count % 4 === 0)).toBe(true)
    // A class may stand in a batch twice where its groups meet, which is rare.
    expect(batches.filter((counts) => counts.length === 4).length).toBeGreaterThan(6)
  })

  it.each([
    ['classes of unequal size', Array.from({ length: 101 }, (_, row) => Math.floor(Math.sqrt(row)))],
    ['a class of a single row', [0, 0, 0, 1, 2, 2, 2, 2, 2]],
    ['one class', Array.from({ length: 30 }, () => 4)],
    ['no rows', []],
  ])('takes every row once: %s', (_, classes) => {
    const order = rowsByClass({ ...options, classes })
    expect([...order].sort((one, other) => one - other)).toEqual([...classes.keys()])
  })

  it('leaves no row alone in its batch that could have company', () => {
    const classes = Array.from({ length: 96 }, (_, row) => row % 12)
    const counts = countBatches(rowsByClass({ ...options, classes }), classes, 16).flat()
    expect(counts.every((count) => count > 1)).toBe(true)
  })

  it('follows from seed and epoch alone', () => {
    const order = (change: object) => [...rowsByClass({ ...options, classes: even, ...change })]
    expect(order({})).toEqual(order({}))
    expect(order({ epoch: 2 })).not.toEqual(order({}))
    expect(order({ seed: 4 })).not.toEqual(order({}))
  })
})
