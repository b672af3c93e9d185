import { describe, expect, it } from 'vitest'
import { openStrip } from './openStrip'

describe('openStrip', () => {
  it('reads grey and coloured pictures point by point', () => {
    const grey = openStrip({ count: 2, height: 1, width: 2, channels: 1, base64: btoa('\x00\x01\x02\x03') })
    expect([...grey.pixels(1)]).toEqual([2, 2, 2, 255, 3, 3, 3, 255])
    const coloured = openStrip({ count: 1, height: 1, width: 1, channels: 3, base64: btoa('\x07\x08\x09') })
    expect([...coloured.pixels(0)]).toEqual([7, 8, 9, 255])
  })
})
