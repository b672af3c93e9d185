import { describe, expect, it } from 'vitest'
import { featureNamesOf } from '../../../../shared/domain/fittedRecipe'
import type { RecipeStep } from '../../../../shared/domain/recipe'
import { createRandom } from '../../../../shared/util/random'
import { correlate } from '../../statistics/association/correlate'
import { applyFitted, type RawCell } from '../testing/applyFitted'
import { fitRecipe } from '../fitRecipe'
import { layOut, type SampleColumn, type SamplePlan } from '../testing/samplePlans'

type Step = Partial<RecipeStep> & Pick<RecipeStep, 'kind'>

/** Fits on all rows; figures of rows as a model reads them. */
function fit(columns: readonly SampleColumn[], recipe: readonly Step[], change: SamplePlan['change'] = {}) {
  const laid = layOut({ columns, recipe, change })
  const found = fitRecipe({ ...laid, rows: laid.division.selection.rows })
  const names = featureNamesOf(found.fitted)
  return {
    ...laid,
    ...found,
    names,
    train: (name: string) => [...found.frame.figures(name).values],
    apply: (...rows: RawCell[][]): number[][] => {
      const cells = [...applyFitted(found.fitted, rows)]
      return rows.map((_, row) => cells.slice(row * names.length, (row + 1) * names.length))
    },
  }
}

const target = (cells: readonly number[]): SampleColumn => ({ name: 'y', role: 'target', cells })
const classes = (cells: readonly string[]): SampleColumn => ({
  name: 'y',
  type: 'category',
  role: 'target',
  cells,
})
const count = (length: number, cell: (at: number) => number) => Array.from({ length }, (_, at) => cell(at))

describe('impute', () => {
  const columns = [
    { name: 'a', cells: [1, null, 3, 4, 5] },
    { name: 'b', cells: [10, 20, 30, 40, 50] },
    target([1, 2, 3, 4, 5]),
  ]

  it('says where a cell was missing, if told to and only where one was', () => {
    const found = fit(columns, [{ kind: 'impute', columns: 'numbers', method: 'mean', indicator: true }])
    expect(found.names).toEqual(['a', 'a.missing', 'b'])
    expect(found.apply([null, 1])).toEqual([[3.25, 1, 1]])
  })

  it('borrows from the nearest rows', () => {
    const found = fit(columns, [{ kind: 'impute', columns: ['a', 'b'], method: 'neighbours', neighbours: 2 }])
    expect(found.apply([null, 21], [null, 49])).toEqual([
      [2, 21],
      [4.5, 49],
    ])
  })

  it('leaves rows out that lack a cell, and says which step did', () => {
    const { division } = fit(columns, [{ kind: 'impute', id: 'gone', columns: ['a'], method: 'dropRow' }])
    expect(division.selection).toMatchObject({
      droppedCount: 1,
      leftOut: [{ stepId: 'gone', count: 1 }],
    })
  })
})

describe('clip', () => {
  const columns = [{ name: 'a', cells: [...count(20, (at) => at), 1000] }, target(count(21, (at) => at))]

  it.each([
    ['iqr', 30],
    ['percentile', 19],
  ] as const)('moves what lies far out to the fence of %s', (method, high) => {
    const found = fit(columns, [{ kind: 'clip', columns: ['a'], method, share: 0.05 }])
    expect(found.apply([1e6], [7])).toEqual([[high], [7]])
  })
})

describe('transform', () => {
  const columns = (low: number) => [
    { name: 'a', cells: count(50, (at) => low + at * at) },
    target(count(50, (at) => at)),
  ]

  it('takes logarithms and roots of either sign', () => {
    const of = (method: 'log' | 'squareRoot' | 'square') =>
      fit(columns(0), [{ kind: 'transform', columns: ['a'], method }])
        .apply([-9], [0], [9])
        .flat()
    expect(of('squareRoot')).toEqual([-3, 0, 3])
    expect(of('square')).toEqual([81, 0, 81])
    expect(of('log')).toEqual([-Math.log(10), 0, Math.log(10)].map(Math.fround))
  })

  it('keeps to what Box and Cox define, whatever comes later', () => {
    const found = fit(columns(1), [{ kind: 'transform', columns: ['a'], method: 'boxCox' }])
    const [least, below] = found.apply([1], [-5]).flat()
    expect(least).toBe(0)
    expect(below).toBe(0)
    const other = fit(columns(-1), [{ kind: 'transform', columns: ['a'], method: 'boxCox' }])
    expect(other.fitted.primitives).toMatchObject([{ kind: 'power', method: 'yeoJohnson' }])
  })

  it('spreads figures evenly', () => {
    const step: Step = { kind: 'transform', columns: ['a'], method: 'quantile', distribution: 'uniform' }
    expect(
      fit(columns(0), [step])
        .apply([-1], [24.5 * 24.5], [1e9])
        .flat(),
    ).toEqual([0, expect.closeTo(0.5, 2), 1])
  })
})

describe('polynomial and bin', () => {
  const columns = [
    { name: 'a', cells: [1, 2, 3, 4] },
    { name: 'b', cells: [5, 6, 7, 8] },
    target([1, 2, 3, 4]),
  ]

  it('adds products', () => {
    const found = fit(columns, [{ kind: 'polynomial', columns: 'numbers', degree: 2 }])
    expect(found.names).toEqual(['a', 'a^2', 'a*b', 'b', 'b^2'])
    expect(found.apply([2, 3])).toEqual([[2, 4, 6, 3, 9]])
  })

  it('refuses to make more columns than can be held', () => {
    const wide = [
      ...count(200, (at) => at).map((at) => ({ name: `n${at}`, cells: [1, 2, 3] })),
      target([1, 2, 3]),
    ]
    expect(() => fit(wide, [{ kind: 'polynomial', columns: 'numbers', degree: 3 }])).toThrow(
      'recipe/too-many-columns',
    )
  })

  it('numbers intervals, or gives each an input', () => {
    const step: Step = { kind: 'bin', columns: ['a'], method: 'uniform', bins: 3 }
    expect(fit(columns, [step]).apply([0, 0], [2.5, 0], [99, 0])).toEqual([
      [0, 0],
      [1, 0],
      [2, 0],
    ])
    const spread = fit(columns, [{ ...step, output: 'oneHot' } as Step])
    expect(spread.names).toEqual(['a.bin1', 'a.bin2', 'a.bin3', 'b'])
    expect(spread.apply([2.5, 1])).toEqual([[0, 1, 0, 1]])
  })
})

describe('dateParts', () => {
  const columns: SampleColumn[] = [
    { name: 'when', type: 'date', cells: ['2024-01-01', '2024-06-15', '2025-12-31'] },
    target([1, 2, 3]),
  ]

  it('turns parts that come round into points on a circle', () => {
    const found = fit(columns, [{ kind: 'dateParts', columns: 'dates', parts: ['year', 'weekday'] }])
    expect(found.names).toEqual(['when.year', 'when.weekday.sin', 'when.weekday.cos'])
    expect(found.apply([19_723])).toEqual([[2024, 0, 1]])
  })

  it('keeps the date where it is told to', () => {
    const step: Step = {
      kind: 'dateParts',
      columns: ['when'],
      parts: ['month'],
      isCyclic: false,
      dropsDate: false,
    }
    expect(fit(columns, [step]).names).toEqual(['when', 'when.month'])
  })
})

describe('encode', () => {
  const animals = ['cat', 'cat', 'cat', 'dog', 'dog', 'fox']
  const columns = (y: SampleColumn): SampleColumn[] => [{ name: 'pet', type: 'category', cells: animals }, y]
  const figures = columns(target([1, 1, 1, 5, 5, 9]))

  it('knows how common a category is', () => {
    const found = fit(figures, [{ kind: 'encode', columns: ['pet'], method: 'frequency' }])
    expect(found.apply(['cat'], ['fox'], ['emu']).flat()).toEqual([0.5, Math.fround(1 / 6), 0])
  })

  it('shares a few inputs among many categories', () => {
    const found = fit(figures, [{ kind: 'encode', columns: ['pet'], method: 'hashing', buckets: 4 }])
    expect(found.names).toHaveLength(4)
    for (const row of found.apply(['cat'], ['dog'])) expect(row.filter((cell) => cell !== 0)).toHaveLength(1)
    expect(found.apply(['emu'])).toEqual([[0, 0, 0, 0]])
  })

  it('says how high the target is where a category occurs, strangers being like all', () => {
    const found = fit(figures, [{ kind: 'encode', columns: ['pet'], method: 'target' }])
    const [cat = 0, dog = 0, emu = 0] = found.apply(['cat'], ['dog'], ['emu']).flat()
    expect(cat).toBeLessThan(dog)
    expect(emu).toBeCloseTo(0, 6)
  })

  it('says so for each class, and once where there are two', () => {
    const two = columns(classes(['a', 'a', 'b', 'b', 'b', 'b']))
    const three = columns(classes(['a', 'a', 'b', 'b', 'c', 'c']))
    const step: Step = { kind: 'encode', columns: ['pet'], method: 'target' }
    expect(fit(two, [step]).names).toEqual(['pet'])
    expect(fit(three, [step]).names).toEqual(['pet|a', 'pet|b', 'pet|c'])
  })

  it('does not tell training rows their own target', () => {
    const random = createRandom(3)
    const length = 2000
    const noise = count(length, () => random.normal())
    const columnsOfNoise: SampleColumn[] = [
      {
        name: 'id',
        type: 'category',
        cells: count(length, () => random.integer(400)).map((id) => `id${id}`),
      },
      target(noise),
    ]
    const found = fit(columnsOfNoise, [{ kind: 'encode', columns: ['id'], method: 'target', smoothing: 1 }])
    const own = Float64Array.from(found.train('id'))
    const shown = Float64Array.from(
      found.apply(...(columnsOfNoise[0]?.cells ?? []).map((cell) => [cell])).flat(),
    )
    expect(Math.abs(correlate(own, Float64Array.from(noise)) ?? 1)).toBeLessThan(0.1)
    expect(correlate(shown, Float64Array.from(noise)) ?? 0).toBeGreaterThan(0.3)
  })
})

describe('select', () => {
  const random = createRandom(1)
  const length = 300
  const y = count(length, () => random.normal())
  const noise = () => count(length, () => random.normal())
  const columns = [
    { name: 'noise', cells: noise() },
    { name: 'told', cells: y.map((value) => value + 0.1 * random.normal()) },
    { name: 'copy', cells: y.map((value) => 2 * value) },
    { name: 'still', cells: y.map(() => 4) },
    target(y),
  ]
  const labelled = [...columns.slice(0, 4), classes(y.map((value) => (value > 0 ? 'high' : 'low')))]

  it.each(['anovaF', 'mutualInformation', 'forest', 'chiSquared'] as const)(
    'keeps the best by %s',
    (method) => {
      const step: Step = { kind: 'select', columns: 'numbers', method, count: 2 }
      expect(fit(columns, [step]).names).toEqual(['told', 'copy'])
      expect(fit(labelled, [step]).names).toEqual(['told', 'copy'])
    },
  )

  it('leaves out what never changes, and what goes with an earlier one', () => {
    expect(
      fit(columns, [{ kind: 'select', columns: 'numbers', method: 'variance', threshold: 0 }]).names,
    ).toEqual(['noise', 'told', 'copy'])
    expect(
      fit(columns, [{ kind: 'select', columns: 'numbers', method: 'correlation', threshold: 0.9 }]).names,
    ).toEqual(['noise', 'told', 'still'])
  })

  it('asks for no column that it left out', () => {
    const found = fit(columns, [
      { kind: 'scale', columns: 'numbers', method: 'standard' },
      { kind: 'select', columns: 'numbers', method: 'anovaF', count: 1 },
    ])
    expect(found.fitted.reads.map(({ column }) => column)).toEqual(['copy'])
    expect(found.fitted.primitives).toMatchObject([{ kind: 'affine', columns: ['copy'] }])
  })
})

describe('reduce', () => {
  const random = createRandom(2)
  const along = count(100, () => random.normal())
  const columns = [
    { name: 'a', cells: along.map((value) => 3 * value) },
    { name: 'b', cells: along.map((value) => 4 * value) },
    { name: 'c', cells: count(100, () => 0.01 * random.normal()) },
    target(along),
  ]

  it('keeps as many components as explain enough', () => {
    const found = fit(columns, [{ kind: 'reduce', columns: 'numbers', share: 0.99 }])
    expect(found.names).toEqual(['component 1'])
    expect(found.apply([3, 4, 0], [0, 0, 0]).map(([cell = 0], row) => [row, cell])).toEqual([
      [0, expect.closeTo(5 + (found.apply([0, 0, 0])[0]?.[0] ?? 0), 3)],
      [1, expect.any(Number)],
    ])
  })

  it('gives components the same variance', () => {
    const found = fit(columns, [
      { kind: 'reduce', columns: ['a', 'c'], method: 'count', components: 2, whiten: true },
    ])
    expect(found.names).toEqual(['component 1', 'component 2', 'b'])
    const squares = found.train('component 2').reduce((sum, value) => sum + value * value, 0)
    expect(squares / 99).toBeCloseTo(1, 6)
  })
})

describe('figures that float32 does not hold', () => {
  it('are told, not trained with', () => {
    const found = fit([{ name: 'a', cells: [1, 2, 3] }, target([1, 2, 3])], [])
    expect(() => found.apply([1e60])).toThrow('recipe/too-large')
  })
})

describe('columns of a step', () => {
  const columns: SampleColumn[] = [
    { name: 'a', cells: [1, 2, 3] },
    { name: 'b', type: 'category', cells: ['x', 'y', 'x'] },
    target([1, 2, 3]),
  ]

  it('are those that are there when its turn comes', () => {
    const scale: Step = { kind: 'scale', columns: 'numbers', method: 'standard' }
    const encode: Step = { kind: 'encode', columns: 'categories', method: 'oneHot' }
    const scaled = (recipe: Step[]) =>
      fit(columns, recipe).fitted.primitives.find(({ kind }) => kind === 'affine')
    expect(scaled([scale, encode])).toMatchObject({ columns: ['a'] })
    expect(scaled([encode, scale])).toMatchObject({ columns: ['a', 'b=x', 'b=y'] })
  })

  it('are none while a step is switched off', () => {
    expect(fit(columns, [{ kind: 'drop', columns: ['a'], isOff: true }]).names).toContain('a')
    expect(fit(columns, [{ kind: 'drop', columns: ['a'] }]).names).toEqual(['b=x', 'b=y'])
  })

  it('may be gone altogether', () => {
    expect(() => fit(columns, [{ kind: 'drop', columns: ['a', 'b'] }])).toThrow('dataset/no-inputs')
  })
})
