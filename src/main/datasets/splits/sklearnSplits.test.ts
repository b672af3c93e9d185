import { readFileSync } from 'node:fs'
import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { DEFAULT_SPLITS, type KFoldSplit, type Split } from '../../../shared/domain/split'
import { divideRows } from './divideRows'
import type { DividedRows, SplitRequest } from './splitRequest'

const List = v.array(v.number())
const Golden = v.object({
  kFold: v.array(v.object({ rows: v.number(), folds: v.number(), foldOf: List })),
  stratified: v.array(v.object({ folds: v.number(), classes: List, foldOf: List })),
  grouped: v.array(v.object({ folds: v.number(), groups: List, foldOf: List })),
  stratifiedGrouped: v.array(v.object({ folds: v.number(), groups: List, classes: List, foldOf: List })),
  leaveOneGroupOut: v.array(v.object({ groups: List, foldOf: List })),
  timeSeries: v.array(
    v.object({
      rows: v.number(),
      folds: v.number(),
      gap: v.number(),
      parts: v.array(v.object({ train: v.number(), first: v.number(), last: v.number() })),
    }),
  ),
})
const file = new URL('../../../../test/golden/sklearnSplits/sklearnSplits.json', import.meta.url)
const golden = v.parse(Golden, JSON.parse(readFileSync(file, 'utf8')))

interface Facts {
  readonly classes?: readonly number[]
  readonly groups?: readonly number[]
}

function divide(split: Split, count: number, { classes, groups }: Facts = {}): DividedRows {
  const request: SplitRequest = {
    split,
    rows: Int32Array.from({ length: count }, (_, row) => row),
    classOf: classes ? Int32Array.from(classes) : null,
    groupOf: groups ? Int32Array.from(groups) : null,
    timeOf: null,
    partOf: null,
  }
  return divideRows(request)
}

function foldOf({ folds }: DividedRows, count: number): number[] {
  const assigned = Array.from({ length: count }, () => -1)
  folds.forEach(({ validation }, fold) => {
    for (const row of validation) assigned[row] = fold
  })
  return assigned
}

const inOrder = (folds: number, group: string | null = null): KFoldSplit => ({
  ...DEFAULT_SPLITS.kFold,
  folds,
  group,
  test: 0,
  isShuffled: false,
})

describe('divideRows gives every row the fold that scikit-learn gives it', () => {
  it.each(golden.kFold)('KFold: $rows rows in $folds', (known) => {
    expect(foldOf(divide(inOrder(known.folds), known.rows), known.rows)).toEqual(known.foldOf)
  })

  it.each(golden.stratified)('StratifiedKFold: $folds folds', (known) => {
    const count = known.classes.length
    expect(foldOf(divide(inOrder(known.folds), count, known), count)).toEqual(known.foldOf)
  })

  it.each(golden.grouped)('GroupKFold: $folds folds', (known) => {
    const count = known.groups.length
    expect(foldOf(divide(inOrder(known.folds, 'group'), count, known), count)).toEqual(known.foldOf)
  })

  it.each(golden.stratifiedGrouped)('StratifiedGroupKFold: $folds folds', (known) => {
    const count = known.groups.length
    expect(foldOf(divide(inOrder(known.folds, 'group'), count, known), count)).toEqual(known.foldOf)
  })

  it.each(golden.leaveOneGroupOut)('LeaveOneGroupOut', (known) => {
    const count = known.groups.length
    const split = { ...DEFAULT_SPLITS.leaveOneGroupOut, group: 'group', test: 0 }
    expect(foldOf(divide(split, count, known), count)).toEqual(known.foldOf)
  })

  it.each(golden.timeSeries)('TimeSeriesSplit: $folds folds of $rows rows, gap $gap', (known) => {
    // The last rows are sealed, and as many as the gap between them and the others: TimeSeriesSplit knows of neither.
    const total = Math.round((known.rows + known.gap) * 2)
    const share = (known.rows + known.gap) / total
    const split = {
      ...DEFAULT_SPLITS.timeOrdered,
      ...{ train: share / 2, validation: share / 2, test: 1 - share, gap: known.gap, folds: known.folds },
    }
    const parts = divide(split, total).folds.map(({ train, validation }) => ({
      train: train.length,
      first: validation[0],
      last: validation.at(-1),
    }))
    expect(parts).toEqual(known.parts)
  })
})
