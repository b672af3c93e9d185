import { describe, expect, it } from 'vitest'
import { joinFloats } from './joinFloats'

describe('joinFloats', () => {
  it('puts the pieces behind one another, empty ones too, and leaves them as they are', () => {
    const first = Float32Array.of(1, 2)
    const whole = joinFloats([first, new Float32Array(), Float32Array.of(3)])
    whole[0] = 9
    expect([...whole]).toEqual([9, 2, 3])
    expect([...first]).toEqual([1, 2])
    expect(joinFloats([])).toHaveLength(0)
  })
})
