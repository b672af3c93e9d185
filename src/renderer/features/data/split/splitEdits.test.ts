import { describe, expect, it } from 'vitest'
import type { ColumnProfile } from '@shared/domain/column'
import { DEFAULT_SPLITS } from '@shared/domain/split'
import { PLAN, PREVIEW } from '../testing/preview'
import { beginSplit, splitKindsFor, withShare, type SplitContext } from './splitEdits'

const CONTEXT: SplitContext = {
  columns: PLAN.columns,
  profiles: PREVIEW.profiles,
  hasClasses: true,
  isSeries: false,
}

function withValues(name: string, values: readonly string[]): ColumnProfile[] {
  return PREVIEW.profiles.map((profile) =>
    profile.name === name
      ? { ...profile, values: { kind: 'values', top: values.map((value) => ({ value, count: 1 })) } }
      : profile,
  )
}

describe('splitKindsFor', () => {
  it('never deals the rows of a series at random', () => {
    expect(splitKindsFor({ isSeries: true })).toEqual(['timeOrdered', 'column'])
    expect(splitKindsFor({ isSeries: false })).toHaveLength(5)
  })
})

describe('beginSplit', () => {
  it('keeps classes alike only where there are classes', () => {
    expect(beginSplit('kFold', CONTEXT)).toMatchObject({ isStratified: true })
    expect(beginSplit('kFold', { ...CONTEXT, hasClasses: false })).toMatchObject({ isStratified: false })
  })

  it('finds the column that names the parts, and which of its values mean what', () => {
    const profiles = withValues('sex', ['Train', 'Dev', 'TEST'])
    expect(beginSplit('column', { ...CONTEXT, profiles })).toMatchObject({
      column: 'sex',
      validation: ['Dev'],
      test: ['TEST'],
    })
  })

  it('leaves out groups of a column that has few of them', () => {
    expect(beginSplit('leaveOneGroupOut', CONTEXT)).toMatchObject({ group: 'ticket' })
  })
})

describe('withShare', () => {
  it('leaves training the rest, and never nothing', () => {
    expect(withShare(DEFAULT_SPLITS.holdout, 'test', 0.3)).toMatchObject({ train: 0.54, test: 0.3 })
    expect(withShare(DEFAULT_SPLITS.timeOrdered, 'validation', 0.8)).toBeNull()
  })
})
