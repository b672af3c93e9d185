/** @file How rows are divided into training, validation and sealed test rows: once, or in several folds. */
import * as v from 'valibot'

const Share = v.pipe(v.number(), v.minValue(0.01), v.maxValue(0.98))
/** 0: no rows are sealed. */
const TestShare = v.pipe(v.number(), v.minValue(0), v.maxValue(0.9))
const Seed = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(2 ** 31 - 1))
const ColumnName = v.pipe(v.string(), v.maxLength(200))
const whole = (low: number, high: number) =>
  v.pipe(v.number(), v.integer(), v.minValue(low), v.maxValue(high))

/** Shares of all rows; the three add up to 1. */
const SHARES = { train: Share, validation: Share, test: Share }
/** A column whose equal cells stay together in one part, such as a patient; null: every row for itself. */
const Group = v.nullable(ColumnName)

/** Rows dealt at random, once. */
export const HoldoutSplit = v.strictObject({
  kind: v.literal('holdout'),
  ...SHARES,
  /** Keep the share of every class alike in the three parts (only for classes). */
  isStratified: v.boolean(),
  seed: Seed,
  group: v.optional(Group, null),
})
export type HoldoutSplit = v.InferOutput<typeof HoldoutSplit>

/** The earliest rows train, later ones validate, the latest are sealed. */
export const TimeOrderedSplit = v.strictObject({
  kind: v.literal('timeOrdered'),
  ...SHARES,
  /** A date or number column; null: the order of the file. */
  column: v.nullable(ColumnName),
  /** Rows left out between two parts, so that what overlaps in time is in one of them only. */
  gap: whole(0, 10_000),
  /** More than 1: a growing past before each of several validation parts (only `test` of the shares counts then). */
  folds: whole(1, 20),
})
export type TimeOrderedSplit = v.InferOutput<typeof TimeOrderedSplit>

/** Every row that is not sealed validates once a repeat. */
export const KFoldSplit = v.strictObject({
  kind: v.literal('kFold'),
  folds: whole(2, 20),
  repeats: whole(1, 10),
  test: TestShare,
  isStratified: v.boolean(),
  /** Without, neighbours stay together and the last rows are sealed. Several repeats are shuffled in any case. */
  isShuffled: v.boolean(),
  group: Group,
  seed: Seed,
})
export type KFoldSplit = v.InferOutput<typeof KFoldSplit>

/** Every group that is not sealed validates once, alone. */
export const LeaveOneGroupOutSplit = v.strictObject({
  kind: v.literal('leaveOneGroupOut'),
  group: ColumnName,
  /** Share of the groups that is sealed. */
  test: TestShare,
  seed: Seed,
})
export type LeaveOneGroupOutSplit = v.InferOutput<typeof LeaveOneGroupOutSplit>

/** A column says which part a row belongs to. */
export const ColumnSplit = v.strictObject({
  kind: v.literal('column'),
  column: ColumnName,
  /** Cells that mean validation and test; every other one means training. */
  validation: v.array(v.string()),
  test: v.array(v.string()),
  /** Of the training rows, by `seed`, where `validation` is empty: many tables name two parts only. */
  validationShare: v.optional(v.pipe(v.number(), v.minValue(0.01), v.maxValue(0.9)), 0.2),
  isStratified: v.optional(v.boolean(), true),
  seed: v.optional(Seed, 1),
})
export type ColumnSplit = v.InferOutput<typeof ColumnSplit>

export const Split = v.variant('kind', [
  HoldoutSplit,
  TimeOrderedSplit,
  KFoldSplit,
  LeaveOneGroupOutSplit,
  ColumnSplit,
])
export type Split = v.InferOutput<typeof Split>

export const SPLIT_KINDS = ['holdout', 'timeOrdered', 'kFold', 'leaveOneGroupOut', 'column'] as const
export type SplitKind = Split['kind']

/** Groups that are left out one after the other, at most. */
export const MAX_LEFT_OUT_GROUPS = 100

/** In place of the number of a fold: trains on all rows but the sealed ones. What then validates was learnt from. */
export const ALL_ROWS = -1

export const PARTS = ['train', 'validation', 'test'] as const
export const Part = v.picklist(PARTS)
export type Part = v.InferOutput<typeof Part>

/** Rows in each part. */
export const PartCounts = v.strictObject({ train: v.number(), validation: v.number(), test: v.number() })
export type PartCounts = v.InferOutput<typeof PartCounts>

export const DEFAULT_SPLIT: HoldoutSplit = {
  kind: 'holdout',
  train: 0.64,
  validation: 0.16,
  test: 0.2,
  isStratified: true,
  seed: 1,
  group: null,
}

/** How each kind of split begins; columns are still to be named. */
export const DEFAULT_SPLITS: { readonly [Kind in SplitKind]: Extract<Split, { kind: Kind }> } = {
  holdout: DEFAULT_SPLIT,
  timeOrdered: {
    kind: 'timeOrdered',
    train: 0.64,
    validation: 0.16,
    test: 0.2,
    column: null,
    gap: 0,
    folds: 1,
  },
  kFold: {
    kind: 'kFold',
    folds: 5,
    repeats: 1,
    test: 0.2,
    isStratified: true,
    isShuffled: true,
    group: null,
    seed: 1,
  },
  leaveOneGroupOut: { kind: 'leaveOneGroupOut', group: '', test: 0.2, seed: 1 },
  column: {
    kind: 'column',
    column: '',
    validation: [],
    test: ['test'],
    validationShare: 0.2,
    isStratified: true,
    seed: 1,
  },
}

/** @param groupCount different groups among the rows that are used; of no account but where each is left out once. */
export function foldCount(split: Split, { groupCount }: { readonly groupCount: number }): number {
  switch (split.kind) {
    case 'holdout':
    case 'column':
      return 1
    case 'timeOrdered':
      return split.folds
    case 'kFold':
      return split.folds * split.repeats
    case 'leaveOneGroupOut':
      return groupCount - sealedGroupCount(split.test, groupCount)
  }
}

/** @returns how many of `groupCount` groups a share seals: one at least unless it is 0, and two are left if there are more. */
export function sealedGroupCount(share: number, groupCount: number): number {
  if (share === 0) return 0
  return Math.min(Math.max(1, Math.round(share * groupCount)), Math.max(0, groupCount - 2))
}

/** @returns the split, dealing class by class or not; one that does not deal at random stays as it is. */
export function withStratification(split: Split, isStratified: boolean): Split {
  return 'isStratified' in split ? { ...split, isStratified } : split
}

/** @returns the column that a split divides by, or null where it needs none. */
export function splitColumnOf(split: Split): string | null {
  return split.kind === 'timeOrdered' || split.kind === 'column' ? split.column : split.group
}
