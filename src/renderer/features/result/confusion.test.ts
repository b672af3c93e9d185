import { describe, expect, it } from 'vitest'
import { confusionCells } from './confusion'

describe('confusionCells', () => {
  it('takes shares of the rows of the true class', () => {
    const cells = confusionCells({
      kind: 'classes',
      labels: ['no', 'yes', 'never'],
      confusion: [
        [6, 2, 0],
        [1, 3, 0],
        [0, 0, 0],
      ],
      perClass: [],
    })
    expect(cells[0]?.map(({ count, share }) => [count, share])).toEqual([
      [6, 0.75],
      [2, 0.25],
      [0, 0],
    ])
    expect(cells[1]?.[1]).toEqual({ actual: 'yes', predicted: 'yes', count: 3, share: 0.75, isRight: true })
    expect(cells[2]?.map(({ share }) => share)).toEqual([0, 0, 0])
  })
})
