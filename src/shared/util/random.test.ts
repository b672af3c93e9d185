import { describe, expect, it } from 'vitest'
import { createRandom, resumeRandom } from './random'

/** First outputs of xoshiro128++ from the state 1, 2, 3, 4, as its authors' C code gives them. */
const REFERENCE = [641, 1573767, 3222811527, 3517856514, 836907274, 4247214768, 3867114732, 1355841295]

describe('resumeRandom', () => {
  it('follows the reference implementation', () => {
    const random = resumeRandom([1, 2, 3, 4])
    expect(REFERENCE.map(() => random.next() * 2 ** 32)).toEqual(REFERENCE)
  })

  it('goes on exactly where a state was taken', () => {
    const random = createRandom(7)
    random.next()
    const resumed = resumeRandom(random.state())
    expect([random.next(), random.next()]).toEqual([resumed.next(), resumed.next()])
  })
})

describe('createRandom', () => {
  it('gives equal sequences for equal seeds and others for other seeds or another order', () => {
    const first = (...seeds: number[]) => createRandom(...seeds).next()
    expect(first(1, 2)).toBe(first(1, 2))
    expect(new Set([first(1, 2), first(2, 1), first(1), first(2), first(1, 2, 0)]).size).toBe(5)
  })

  it('draws normal values of mean 0 and variance 1', () => {
    const random = createRandom(3)
    const values = Array.from({ length: 20_000 }, () => random.normal())
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length
    const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length
    expect(Math.abs(mean)).toBeLessThan(0.03)
    expect(Math.abs(variance - 1)).toBeLessThan(0.05)
  })

  it('shuffles into a permutation in which every order is about as likely', () => {
    const random = createRandom(11)
    const counts = new Map<string, number>()
    for (let round = 0; round < 6000; round++) {
      const order = random.shuffle([0, 1, 2]).join('')
      counts.set(order, (counts.get(order) ?? 0) + 1)
    }
    expect([...counts.keys()].sort()).toEqual(['012', '021', '102', '120', '201', '210'])
    for (const count of counts.values()) expect(Math.abs(count - 1000)).toBeLessThan(150)
  })
})
