import { describe, expect, it } from 'vitest'
import { latentPoints } from './latentPoints'

const lengthOf = (point: readonly number[]): number => Math.hypot(...point)

describe('latentPoints', () => {
  it('goes from point to point and ends at the last', () => {
    const way = latentPoints({ kind: 'points', seeds: [5, 6, 7], steps: 4 }, 16)
    expect(way).toHaveLength(9)
    const ends = [5, 6, 7].map((seed) => latentPoints({ kind: 'points', seeds: [seed], steps: 1 }, 16)[0])
    expect([way[0], way[4], way[8]]).toEqual(ends)
  })

  it('does not come nearer to the middle than its ends', () => {
    const way = latentPoints({ kind: 'points', seeds: [1, 2], steps: 10 }, 64)
    const [from = 0, to = 0] = [lengthOf(way[0] ?? []), lengthOf(way.at(-1) ?? [])]
    for (const point of way) expect(lengthOf(point)).toBeGreaterThan(0.9 * Math.min(from, to))
  })

  it('changes one number only along an axis, from end to end', () => {
    const way = latentPoints({ kind: 'axis', seed: 3, axis: 2, reach: 3, steps: 5 }, 8)
    expect(way.map((point) => point[2])).toEqual([-3, -1.5, 0, 1.5, 3])
    for (const point of way) expect(point.toSpliced(2, 1)).toEqual(way[0]?.toSpliced(2, 1))
  })
})
