import { describe, expect, it } from 'vitest'
import { fromBase64, toBase64 } from './base64'

describe('base 64', () => {
  it.each([
    ['', ''],
    ['f', 'Zg=='],
    ['fo', 'Zm8='],
    ['foo', 'Zm9v'],
    ['foobar', 'Zm9vYmFy'],
  ])('writes and reads %j as RFC 4648 has it', (plain, text) => {
    const bytes = Uint8Array.from(plain, (letter) => letter.charCodeAt(0))
    expect(toBase64(bytes)).toBe(text)
    expect(fromBase64(text)).toEqual(bytes)
  })

  it('gives back every byte', () => {
    const bytes = Uint8Array.from({ length: 256 }, (_, index) => index)
    expect(fromBase64(toBase64(bytes))).toEqual(bytes)
  })
})
