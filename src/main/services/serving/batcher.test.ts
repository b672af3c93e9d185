import { describe, expect, it } from 'vitest'
import { AppError } from '../../../shared/errors/appError'
import { createBatcher } from './batcher'

function setUp(options: { mostRows?: number; waitMs?: number; mostWaiting?: number } = {}) {
  const batches: number[][] = []
  const batcher = createBatcher<number, number>(
    async (rows) => {
      batches.push([...rows])
      await Promise.resolve()
      if (rows.includes(-1)) throw new AppError('predict/not-a-number', { column: 'x', value: '-1' })
      return rows.map((row) => row * 10)
    },
    { mostRows: 8, waitMs: 5, mostWaiting: 100, ...options },
  )
  return { batcher, batches }
}

describe('createBatcher', () => {
  it('answers requests that come together as one, each in its order', async () => {
    const { batcher, batches } = setUp()
    const answers = await Promise.all([batcher.ask([1, 2]), batcher.ask([3]), batcher.ask([4, 5])])
    expect(answers).toEqual([[10, 20], [30], [40, 50]])
    expect(batches).toEqual([[1, 2, 3, 4, 5]])
  })

  it('begins at once when a batch is full, and takes no more than that', async () => {
    const { batcher, batches } = setUp({ mostRows: 3, waitMs: 10_000 })
    await Promise.all([batcher.ask([1, 2]), batcher.ask([3, 4]), batcher.ask([5])])
    expect(batches).toEqual([
      [1, 2],
      [3, 4, 5],
    ])
  })

  it('lets a bad row spoil its own request alone', async () => {
    const { batcher } = setUp()
    const [good, bad] = await Promise.allSettled([batcher.ask([1]), batcher.ask([-1])])
    expect(good).toMatchObject({ status: 'fulfilled', value: [10] })
    expect(bad).toMatchObject({ status: 'rejected', reason: { code: 'predict/not-a-number' } })
  })

  it('refuses what would wait too long', async () => {
    const { batcher } = setUp({ mostWaiting: 2 })
    const first = batcher.ask([1, 2])
    await expect(batcher.ask([3])).rejects.toMatchObject({ code: 'serving/busy' })
    expect(await first).toEqual([10, 20])
  })
})
