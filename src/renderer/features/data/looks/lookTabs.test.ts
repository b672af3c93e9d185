import { describe, expect, it } from 'vitest'
import type { Column, ColumnRole, ColumnType } from '@shared/domain/column'
import { DEFAULT_SERIES } from '@shared/domain/series'
import { looksOf } from './lookTabs'

const column = (type: ColumnType, role: ColumnRole = 'input'): Column => ({
  index: 0,
  name: type,
  type,
  role,
})

describe('looksOf', () => {
  it('offers a look where there is something to be seen', () => {
    expect(looksOf({ columns: [column('number')], series: null })).toEqual(['profile'])
    expect(looksOf({ columns: [column('image'), column('text')], series: null })).toEqual([
      'profile',
      'pictures',
      'texts',
    ])
  })

  it('does not look at what is left out', () => {
    expect(looksOf({ columns: [column('text', 'ignored')], series: null })).toEqual(['profile'])
  })

  it('offers series where there are dates, so that they can be switched on', () => {
    expect(looksOf({ columns: [column('date', 'ignored')], series: null })).toContain('series')
    expect(looksOf({ columns: [column('number')], series: DEFAULT_SERIES })).toContain('series')
  })
})
