import { expect, it } from 'vitest'
import { canonicalJson } from './canonicalJson'

it('gives equal text for equal values, whatever the order of their keys', () => {
  expect(canonicalJson({ b: [{ y: 1, x: 2 }], a: null })).toBe(
    canonicalJson({ a: null, b: [{ x: 2, y: 1 }] }),
  )
})

it('keeps the order of arrays', () => {
  expect(canonicalJson([2, 1])).toBe('[2,1]')
})
