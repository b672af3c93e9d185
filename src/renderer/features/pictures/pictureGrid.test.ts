import { describe, expect, it } from 'vitest'
import { gridOf } from './pictureGrid'

describe('pictures of a sheet', () => {
  it('stand in rows of eight at most', () => {
    expect([1, 8, 9, 16].map((count) => gridOf({ count }))).toEqual([
      { columns: 1, rows: 1 },
      { columns: 8, rows: 1 },
      { columns: 8, rows: 2 },
      { columns: 8, rows: 2 },
    ])
  })
})
