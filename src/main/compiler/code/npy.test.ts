import { describe, expect, it } from 'vitest'
import { encodeNpy } from './npy'

describe('encodeNpy', () => {
  it('begins with the header of NumPy, filled up to a multiple of 64 bytes', () => {
    const bytes = encodeNpy([2, 3], new Float32Array([1, 2, 3, 4, 5, 6]))
    const text = String.fromCharCode(...bytes.subarray(1, 128))
    expect(bytes[0]).toBe(0x93)
    expect(text.startsWith('NUMPY')).toBe(true)
    expect(text).toContain("{'descr': '<f4', 'fortran_order': False, 'shape': (2, 3), }")
    expect((bytes.length - 24) % 64).toBe(0)
    expect([...new Float32Array(bytes.slice(-24).buffer)]).toEqual([1, 2, 3, 4, 5, 6])
  })

  it('writes a vector as a tuple of one, and bytes and whole numbers as such', () => {
    expect(String.fromCharCode(...encodeNpy([1], new Int32Array([7])).subarray(10, 74))).toContain("'<i4'")
    expect(String.fromCharCode(...encodeNpy([3], new Uint8Array(3)).subarray(10, 80))).toContain('(3,)')
    expect(String.fromCharCode(...encodeNpy([], new Float32Array([1])).subarray(10, 80))).toContain('()')
  })
})
