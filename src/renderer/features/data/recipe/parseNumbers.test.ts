import { describe, expect, it } from 'vitest'
import { parseNumbers } from './parseNumbers'

const LIMITS = { low: 1, high: 100, most: 3 }

describe('parseNumbers', () => {
  it('reads whole numbers however they are separated, each once', () => {
    expect(parseNumbers('7, 1;14 7', LIMITS)).toEqual([1, 7, 14])
    expect(parseNumbers('1，2', LIMITS)).toEqual([1, 2])
  })

  it.each(['', 'a', '0', '101', '1.5', '1,2,3,4'])('takes no %j', (text) => {
    expect(parseNumbers(text, LIMITS)).toBeNull()
  })
})
