import { describe, expect, it } from 'vitest'
import type { ImportRemark } from '@shared/domain/importPreview'
import { groupRemarks } from './groupRemarks'

const filled = (column: string, value: number): ImportRemark => ({ kind: 'filled', column, value })
const constant: ImportRemark = { kind: 'constant', column: 'k', value: null }
const MANY = [1, 9, 4, 7, 2].map((value) => filled(`x${value}`, value))

describe('groupRemarks', () => {
  it('shows the heaviest of many alike, and says how many there are besides', () => {
    const groups = groupRemarks([...MANY, constant], new Set())
    expect(groups.map(({ kind, moreCount }) => [kind, moreCount])).toEqual([
      ['filled', 2],
      ['constant', 0],
    ])
    expect(groups[0]?.shown.map(({ column }) => column)).toEqual(['x9', 'x7', 'x4'])
  })

  it('folds nothing for the sake of one', () => {
    const [group] = groupRemarks(MANY.slice(0, 4), new Set())
    expect(group).toEqual({ kind: 'filled', shown: MANY.slice(0, 4), moreCount: 0 })
  })

  it('shows all of a kind that is unfolded', () => {
    const [group] = groupRemarks(MANY, new Set(['filled'] as const))
    expect(group).toMatchObject({ moreCount: 0, shown: MANY })
  })
})
