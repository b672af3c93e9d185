import { describe, expect, it } from 'vitest'
import { createRandom } from '../../../shared/util/random'
import { type Forest, type ForestData, growForest, predictForest, predictMean } from './index'

/** Rows drawn evenly, with a target of them; column `absent` does not exist in every third row. */
function dataOf(
  rows: number,
  choices: readonly number[],
  target: (row: readonly number[]) => number,
): ForestData {
  const random = createRandom(1)
  const drawn = Array.from({ length: rows }, () =>
    choices.map((size) => (size > 0 ? random.integer(size) : random.next())),
  )
  return {
    columns: choices.map((_, feature) => Float64Array.from(drawn, (row) => row[feature] ?? 0)),
    choices,
    targets: Float64Array.from(drawn, target),
  }
}

function rowOf(data: ForestData, row: number): number[] {
  return data.columns.map((column) => column[row] ?? 0)
}

function errorOf(forest: Forest, data: ForestData): number {
  return data.targets.reduce(
    (sum, target, row) => sum + (predictMean(forest, rowOf(data, row)) - target) ** 2,
    0,
  )
}

describe('growForest', () => {
  const additive = (row: readonly number[]) => 10 * (row[0] ?? 0) + 3 * (row[1] ?? 0)

  it('knows every row it was grown from, where nothing is left out', () => {
    const data = dataOf(300, [0, 0, 4], ([a = 0, b = 0, c = 0]) => a * b + c + 1e6)
    const forest = growForest(data, { trees: 1, isBootstrapped: false, seed: 1 })
    expect(errorOf(forest, data)).toBeLessThan(1e-12)
  })

  it('generalises: unseen rows are predicted well', () => {
    const forest = growForest(dataOf(600, [0, 0, 0], additive), { trees: 32, seed: 3 })
    const random = createRandom(99)
    for (let draw = 0; draw < 20; draw++) {
      const row = [0.05 + 0.9 * random.next(), 0.05 + 0.9 * random.next(), random.next()]
      expect(Math.abs(predictMean(forest, row) - additive(row))).toBeLessThan(1)
    }
  })

  it('separates sets of choices in one split, however their numbers lie', () => {
    const good = new Set([0, 3, 4])
    const data = dataOf(200, [6], ([choice = 0]) => (good.has(choice) ? 1 : 2))
    const forest = growForest(data, { trees: 1, seed: 1 })
    expect(forest.trees[0]?.feature).toEqual(Int32Array.of(0, -1, -1))
    for (let choice = 0; choice < 6; choice++) {
      expect(predictMean(forest, [choice])).toBe(good.has(choice) ? 1 : 2)
    }
  })

  it.each([0, 3])('tells rows without a parameter from those that have it (%i choices)', (size) => {
    const base = dataOf(300, [size, 0], () => 0)
    const first = (base.columns[0] ?? new Float64Array(0)).map((value, row) => (row % 3 === 0 ? NaN : value))
    const data: ForestData = {
      columns: [first, base.columns[1] ?? first],
      choices: base.choices,
      targets: first.map((value) => (Number.isNaN(value) ? 5 : value)),
    }
    const forest = growForest(data, { trees: 8, seed: 2 })
    expect(predictMean(forest, [NaN, 0.5])).toBe(5)
    expect(predictMean(forest, [size > 0 ? 1 : 0.5, 0.5])).toBeLessThan(2)
  })

  it('keeps to the depth and to the smallest leaf', () => {
    const data = dataOf(400, [0, 0], additive)
    const shallow = growForest(data, { trees: 4, maxDepth: 3, seed: 1 })
    for (const tree of shallow.trees) expect(tree.feature.length).toBeLessThanOrEqual(15)
    const coarse = growForest(data, { trees: 4, minLeaf: 20, seed: 1 })
    for (const { feature, count } of coarse.trees) {
      for (const [node, asked] of feature.entries()) {
        if (asked < 0) expect(count[node]).toBeGreaterThanOrEqual(20)
      }
    }
  })

  it('is the same for the same seed, and its first trees do not depend on how many follow', () => {
    const data = dataOf(100, [0, 3], additive)
    const few = growForest(data, { trees: 2, featureShare: 0.5, threshold: 'anywhere', seed: 7 })
    const many = growForest(data, { trees: 5, featureShare: 0.5, threshold: 'anywhere', seed: 7 })
    expect(many.trees.slice(0, 2)).toEqual(few.trees)
    expect(growForest(data, { trees: 2, seed: 8 })).not.toEqual(growForest(data, { trees: 2, seed: 7 }))
  })

  it('is a mean where nothing can be told apart', () => {
    const forest = growForest(
      { columns: [Float64Array.of(1, 1)], choices: [0], targets: Float64Array.of(2, 4) },
      { trees: 3, isBootstrapped: false, seed: 1 },
    )
    expect(predictForest(forest, [1])).toEqual({ mean: 3, variance: 1 })
  })
})

describe('predictForest', () => {
  it('is less sure where it has seen nothing', () => {
    const data = dataOf(200, [0], ([x = 0]) => Math.sin(12 * x))
    const kept = [...data.targets.keys()].filter((row) => (data.columns[0]?.[row] ?? 0) < 0.6)
    const forest = growForest(
      {
        columns: [Float64Array.from(kept, (row) => data.columns[0]?.[row] ?? 0)],
        choices: [0],
        targets: Float64Array.from(kept, (row) => data.targets[row] ?? 0),
      },
      { trees: 64, seed: 1 },
    )
    const varianceAt = (x: number) => predictForest(forest, [x]).variance
    expect(varianceAt(0.31)).toBeLessThan(0.1)
    expect(varianceAt(0.31)).toBeGreaterThan(0)
  })
})
