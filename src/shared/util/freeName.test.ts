import { describe, expect, it } from 'vitest'
import { freeName } from './freeName'

describe('freeName', () => {
  it('takes the wanted name, or the first number that is free', () => {
    expect(freeName('Iris', new Set())).toBe('Iris')
    expect(freeName('Iris', new Set(['Iris', 'Iris 2']))).toBe('Iris 3')
  })

  it('keeps within the letters that a name may have', () => {
    expect(freeName('abcdef', new Set(['abcdef']), 6)).toBe('abcd 2')
  })
})
