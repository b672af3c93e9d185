import { describe, expect, it } from 'vitest'
import { gridOf, toPixels } from './pictureGrid'

const sheetOf = (channels: 1 | 3, bytes: number[]) => ({
  ...{ step: 1, count: 2, height: 1, width: 2, channels },
  base64: btoa(String.fromCharCode(...bytes)),
})

describe('pictures of a sheet', () => {
  it('stand in rows of eight at most', () => {
    expect([1, 8, 9, 16].map((count) => gridOf({ count }))).toEqual([
      { columns: 1, rows: 1 },
      { columns: 8, rows: 1 },
      { columns: 8, rows: 2 },
      { columns: 8, rows: 2 },
    ])
  })

  it('are grey where they have one channel', () => {
    expect([...toPixels(sheetOf(1, [1, 2, 30, 40]), 1)]).toEqual([30, 30, 30, 255, 40, 40, 40, 255])
  })

  it('have their colours where they have three', () => {
    const bytes = Array.from({ length: 12 }, (_, index) => index)
    expect([...toPixels(sheetOf(3, bytes), 1)]).toEqual([6, 7, 8, 255, 9, 10, 11, 255])
  })
})
