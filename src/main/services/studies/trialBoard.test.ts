import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ACCURACY, completeTrial, RMSE, trialRow } from './testing/rows'
import { TrialBoard } from './trialBoard'

const numbers = (board: TrialBoard) => board.ranking.map((row) => row.number)

describe('TrialBoard', () => {
  it('ranks by the direction of the objective', () => {
    const rows = [completeTrial(1, 0.5), completeTrial(2, 0.9), completeTrial(3, 0.7)]
    expect(numbers(new TrialBoard(ACCURACY, rows))).toEqual([2, 3, 1])
    expect(numbers(new TrialBoard(RMSE, rows))).toEqual([1, 3, 2])
  })

  it('ranks complete trials only', () => {
    const failed = trialRow(2, { state: 'failed' })
    const running = trialRow(3, { state: 'running', value: 0.99 })
    expect(numbers(new TrialBoard(ACCURACY, [completeTrial(1, 0.5), failed, running]))).toEqual([1])
  })

  it('ranks the same whatever order trials end in', () => {
    const arbitraryValues = fc.array(fc.constantFrom(0.1, 0.2, 0.3, 0.4), { minLength: 1, maxLength: 30 })
    fc.assert(
      fc.property(arbitraryValues, fc.infiniteStream(fc.nat()), (values, keys) => {
        const rows = values.map((value, index) => completeTrial(index + 1, value))
        const shuffled = rows
          .map((row) => ({ row, key: keys.next().value ?? 0 }))
          .sort((left, right) => left.key - right.key)
          .map(({ row }) => row)
        expect(numbers(new TrialBoard(ACCURACY, shuffled))).toEqual(numbers(new TrialBoard(ACCURACY, rows)))
      }),
    )
  })

  it('replaces a row of the same number', () => {
    const board = new TrialBoard(ACCURACY, [completeTrial(1, 0.5), completeTrial(2, 0.4)])
    board.put(completeTrial(2, 0.6))
    expect(numbers(board)).toEqual([2, 1])
    board.put(trialRow(2, { state: 'queued' }))
    expect(numbers(board)).toEqual([1])
    expect(board.nextNumber).toBe(3)
  })
})
