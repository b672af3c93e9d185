import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { createRandom } from '../../../shared/util/random'
import { crowdingDistances } from './crowdingDistance'
import { hypervolume } from './hypervolume'
import { referencePoint, selectByHypervolume } from './hypervolumeSubset'
import { dominates, paretoFront, paretoRanks } from './paretoRanks'

interface Figures {
  readonly values: number[][]
  readonly ranks: number[]
  readonly crowding: (number | null)[] | null
  readonly reference: number[]
  readonly hypervolume: number
  readonly front: number[][]
  readonly frontReference: number[]
  readonly subset: number[] | null
}

const path = new URL('../../../../test/fixtures/paretoFigures.json', import.meta.url)
const FIGURES = JSON.parse(readFileSync(path, 'utf8')) as Figures[]

function drawPoints(count: number, objectives: number): number[][] {
  const random = createRandom(count, objectives)
  return Array.from({ length: count }, () => Array.from({ length: objectives }, () => random.next()))
}

describe.each(FIGURES)('$values.length points', (figures) => {
  const { values } = figures

  it('have the ranks that Optuna gives them', () => {
    expect(paretoRanks(values)).toEqual(figures.ranks)
    expect(paretoFront(values)).toEqual([...values.keys()].filter((index) => figures.ranks[index] === 0))
  })

  it('dominate the volume that Optuna measures', () => {
    expect(referencePoint(values)).toEqual(figures.reference)
    expect(hypervolume(values, figures.reference)).toBeCloseTo(figures.hypervolume, 10)
  })
})

describe.each(FIGURES.filter(({ subset }) => subset !== null))(
  '$front.length points of a front',
  (figures) => {
    it('are as crowded as Optuna finds them', () => {
      const sorted = figures.values.toSorted((a, b) => (a[0] ?? 0) - (b[0] ?? 0))
      for (const [index, distance] of crowdingDistances(sorted).entries()) {
        const expected = figures.crowding?.[index] ?? Infinity
        if (expected === Infinity) expect(distance).toBe(Infinity)
        else expect(distance).toBeCloseTo(expected, 10)
      }
    })

    it('give up the same ones where half of them must do', () => {
      const { front, subset, frontReference } = figures
      const taken = selectByHypervolume(front, subset?.length ?? 0, frontReference)
      expect(taken.toSorted()).toEqual(subset?.toSorted())
    })
  },
)

describe('paretoRanks', () => {
  it('puts every point one front behind the best that dominates it', () => {
    const points = drawPoints(120, 3)
    const ranks = paretoRanks(points)
    for (const [index, point] of points.entries()) {
      const before = points.flatMap((other, at) => (dominates(other, point) ? [ranks[at] ?? 0] : []))
      expect(ranks[index]).toBe(before.length === 0 ? 0 : Math.max(...before) + 1)
    }
  })

  it('knows nothing of no points', () => {
    expect([paretoRanks([]), paretoFront([]), crowdingDistances([])]).toEqual([[], [], []])
  })
})

describe('hypervolume', () => {
  it('is the same for objectives in another order', () => {
    for (const objectives of [3, 4, 5]) {
      const points = drawPoints(15, objectives)
      const reference = new Array<number>(objectives).fill(1)
      const turned = points.map(([first = 0, ...rest]) => [...rest, first])
      expect(hypervolume(turned, reference)).toBeCloseTo(hypervolume(points, reference), 12)
    }
  })

  it('has nothing from points beyond the reference, and counts equal points once', () => {
    expect(hypervolume([[2, 0]], [1, 1])).toBe(0)
    expect(hypervolume([], [1, 1])).toBe(0)
    const twice = [
      [0.5, 0.5, 0],
      [0.5, 0.5, 0],
      [0.5, 0.25, 0.5],
    ]
    expect(hypervolume(twice, [1, 1, 1])).toBe(0.25 + 0.5 * 0.25 * 0.5)
  })
})
