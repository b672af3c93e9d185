import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { DEFAULT_SPLITS, foldCount, type Split } from '../../../shared/domain/split'
import { divideRows } from './divideRows'
import { splitHoldout } from './holdout'
import type { SplitRequest } from './splitRequest'

const seed = fc.integer({ min: 0, max: 1000 })
const group = fc.constantFrom(null, 'group')
const thirds = fc
  .tuple(fc.integer({ min: 1, max: 60 }), fc.integer({ min: 1, max: 39 }))
  .map(([train, validation]) => ({
    train: train / 100,
    validation: validation / 100,
    test: (100 - train - validation) / 100,
  }))
const test = fc.constantFrom(0, 0.1, 0.2, 0.45)
const isStratified = fc.boolean()

const splits: { [Kind in Split['kind']]: fc.Arbitrary<Extract<Split, { kind: Kind }>> } = {
  holdout: fc
    .record({ shares: thirds, isStratified, seed, group })
    .map(({ shares, ...rest }) => ({ ...DEFAULT_SPLITS.holdout, ...shares, ...rest })),
  timeOrdered: fc
    .record({
      shares: thirds,
      gap: fc.integer({ min: 0, max: 4 }),
      folds: fc.integer({ min: 1, max: 6 }),
      column: fc.constantFrom(null, 'day'),
    })
    .map(({ shares, ...rest }) => ({ ...DEFAULT_SPLITS.timeOrdered, ...shares, ...rest })),
  kFold: fc
    .record({
      folds: fc.integer({ min: 2, max: 6 }),
      repeats: fc.integer({ min: 1, max: 3 }),
      test,
      isStratified,
      isShuffled: fc.boolean(),
      group,
      seed,
    })
    .map((rest) => ({ ...DEFAULT_SPLITS.kFold, ...rest })),
  leaveOneGroupOut: fc
    .record({ test, seed })
    .map((rest) => ({ ...DEFAULT_SPLITS.leaveOneGroupOut, ...rest, group: 'group' })),
  column: fc
    .record({ validation: fc.subarray(['valid']), isStratified, seed })
    .map((rest) => ({ ...DEFAULT_SPLITS.column, ...rest })),
}
const anySplit: fc.Arbitrary<Split> = fc.oneof(...Object.values(splits))

const rowFacts = fc.record({
  step: fc.integer({ min: 1, max: 4 }),
  classCode: fc.integer({ min: 0, max: 2 }),
  groupCode: fc.integer({ min: -1, max: 12 }),
  day: fc.integer({ min: 0, max: 60 }),
  part: fc.integer({ min: 0, max: 2 }),
})
const table = fc.array(rowFacts, { minLength: 30, maxLength: 120 }).map((facts) => {
  let row = 0
  return {
    rows: Int32Array.from(facts, ({ step }) => (row += step)),
    classOf: Int32Array.from(facts, ({ classCode }) => classCode),
    groupOf: Int32Array.from(facts, ({ groupCode }) => groupCode),
    timeOf: Float64Array.from(facts, ({ day }) => day),
    partOf: Uint8Array.from(facts, ({ part }) => part),
  }
})
type Table = Omit<SplitRequest, 'split' | 'partOf'> & { readonly partOf: Uint8Array }

/** What a plan reads for a split: no times where the order of the file counts, no part that no cell means. */
const requestOf = (table: Table, split: Split): SplitRequest => ({
  ...table,
  split,
  timeOf: split.kind === 'timeOrdered' && split.column === null ? null : table.timeOf,
  partOf:
    split.kind === 'column' && split.validation.length === 0
      ? table.partOf.map((part) => (part === 1 ? 0 : part))
      : table.partOf,
})
/** What the rows of a part say in a list that goes by place. */
function read(list: ArrayLike<number> | null, { rows }: Table, part: Int32Array): number[] {
  const placeOf = new Map(Array.from(rows, (row, place) => [row, place]))
  return Array.from(part, (row) => list?.[placeOf.get(row) ?? -1] ?? NaN)
}
const countOf = (values: readonly number[], wanted: number) =>
  values.filter((value) => value === wanted).length

describe('divideRows', () => {
  it('puts no row into two parts of a fold, lists parts in ascending order, and loses none', () => {
    fc.assert(
      fc.property(table, anySplit, (facts, split) => {
        const { test, folds } = divideRows(requestOf(facts, split))
        for (const { train, validation } of folds) {
          const all = [...train, ...validation, ...test]
          expect(new Set(all).size).toBe(all.length)
          for (const part of [train, validation, test])
            expect([...part]).toEqual([...part].sort((left, right) => left - right))
          if (split.kind !== 'timeOrdered') expect(all.length).toBe(facts.rows.length)
          expect(all.every((row) => facts.rows.includes(row))).toBe(true)
        }
      }),
    )
  })

  it('gives the same parts for the same request, and as many folds as the split says', () => {
    fc.assert(
      fc.property(table, anySplit, (facts, split) => {
        const divided = divideRows(requestOf(facts, split))
        expect(divideRows(requestOf(facts, split))).toEqual(divided)
        const groupCount = new Set(facts.groupOf).size
        expect(divided.folds).toHaveLength(foldCount(split, { groupCount }))
      }),
    )
  })

  it('never lets a group cross from one part into another', () => {
    const grouped = fc.oneof(splits.holdout, splits.kFold, splits.leaveOneGroupOut)
    fc.assert(
      fc.property(table, grouped, (facts, split) => {
        const request = requestOf(facts, { ...split, group: 'group' })
        const { test, folds } = divideRows(request)
        const groups = (part: Int32Array) => read(facts.groupOf, facts, part)
        const expectApart = (one: Int32Array, other: Int32Array) => {
          const known = new Set(groups(one))
          expect(groups(other).filter((code) => known.has(code))).toEqual([])
        }
        for (const { train, validation } of folds) {
          expectApart(train, validation)
          expectApart(train, test)
          expectApart(validation, test)
        }
      }),
    )
  })

  it('keeps shares of groups as near as the largest group lets them', () => {
    fc.assert(
      fc.property(table, splits.holdout, (facts, split) => {
        const { test, folds } = divideRows({
          ...facts,
          split: { ...split, group: 'group', isStratified: false },
        })
        const codes = [...facts.groupOf]
        const largest = Math.max(...codes.map((code) => countOf(codes, code)))
        const off = Math.abs(test.length - split.test * facts.rows.length)
        expect(off).toBeLessThanOrEqual(2 * largest)
        expect([test.length, folds[0]?.validation.length, folds[0]?.train.length]).not.toContain(0)
      }),
    )
  })

  it('keeps folds without groups within one row of each other, and every class as well where stratified', () => {
    fc.assert(
      fc.property(table, splits.kFold, (facts, split) => {
        const { folds } = divideRows({ ...facts, split: { ...split, group: null } })
        const sizes = folds.map(({ validation }) => validation.length)
        expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1)
        if (!split.isStratified) return
        for (const wanted of [0, 1, 2]) {
          const own = folds.map(({ validation }) => countOf(read(facts.classOf, facts, validation), wanted))
          expect(Math.max(...own) - Math.min(...own)).toBeLessThanOrEqual(1)
        }
      }),
    )
  })

  it('lets every row that is not sealed validate once a repeat', () => {
    fc.assert(
      fc.property(table, splits.kFold, (facts, split) => {
        const { test, folds } = divideRows({ ...facts, split })
        const validated = folds.flatMap(({ validation }) => [...validation])
        const kept = [...facts.rows].filter((row) => !test.includes(row))
        for (const row of kept) expect(countOf(validated, row)).toBe(split.repeats)
        expect(validated).toHaveLength(kept.length * split.repeats)
      }),
    )
  })

  it('trains on the past, validates on what came later, and seals the latest rows', () => {
    fc.assert(
      fc.property(table, splits.timeOrdered, (facts, split) => {
        const request = requestOf(facts, split)
        const { test, folds } = divideRows(request)
        const times = request.timeOf ?? Float64Array.from(facts.rows)
        const latest = (part: Int32Array) => Math.max(...read(times, facts, part))
        const earliest = (part: Int32Array) => Math.min(...read(times, facts, part))
        for (const { train, validation } of folds) {
          if (validation.length > 0) expect(latest(train)).toBeLessThan(earliest(validation))
          expect(Math.max(latest(validation), latest(train))).toBeLessThan(earliest(test))
        }
      }),
    )
  })

  it('leaves a gap of rows out between the parts', () => {
    const rows = Int32Array.from({ length: 100 }, (_, row) => row)
    const none = { classOf: null, groupOf: null, timeOf: null, partOf: null }
    const { test, folds } = divideRows({ ...none, rows, split: { ...DEFAULT_SPLITS.timeOrdered, gap: 3 } })
    const [fold] = folds
    expect([fold?.train.at(-1), fold?.validation[0], fold?.validation.at(-1), test[0]]).toEqual([
      60, 64, 76, 80,
    ])
  })

  it('deals rows without groups as it always did, to the row', () => {
    fc.assert(
      fc.property(table, splits.holdout, (facts, split) => {
        const ungrouped = { ...split, group: null }
        const { train, validation, test } = splitHoldout(facts.rows, facts.classOf, ungrouped)
        expect(divideRows({ ...facts, split: ungrouped })).toEqual({ test, folds: [{ train, validation }] })
      }),
    )
    const rows = Int32Array.from({ length: 20 }, (_, row) => row)
    const none = { classOf: null, groupOf: null, timeOf: null, partOf: null }
    const { test, folds } = divideRows({ ...none, rows, split: DEFAULT_SPLITS.holdout })
    expect({ validation: folds[0]?.validation, test }).toMatchInlineSnapshot(`
      {
        "test": Int32Array [
          3,
          6,
          8,
          18,
        ],
        "validation": Int32Array [
          1,
          7,
          16,
        ],
      }
    `)
  })

  it('believes a column, and takes validation rows from training where it names none', () => {
    fc.assert(
      fc.property(table, splits.column, (facts, split) => {
        const request = requestOf(facts, split)
        const { test, folds } = divideRows(request)
        const saying = (part: Int32Array = test) => [...new Set(read(request.partOf, facts, part))]
        const [fold] = folds
        const isNamed = split.validation.length > 0
        expect(test.length).toBe(countOf([...facts.partOf], 2))
        expect([2]).toEqual(expect.arrayContaining(saying(test)))
        expect([0]).toEqual(expect.arrayContaining(saying(fold?.train)))
        expect([isNamed ? 1 : 0]).toEqual(expect.arrayContaining(saying(fold?.validation)))
      }),
    )
  })
})
