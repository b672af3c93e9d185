import { describe, expect, it } from 'vitest'
import type { RunnerRequest } from '../types'
import { measureSpeed } from './measureSpeed'

const BATCH = 4

function setUp(msPerStep: number, failure?: Error) {
  let now = 0
  const chunks: Int32Array[] = []
  let isDisposed = false
  const request = { train: { rows: 6 }, training: { batchSize: BATCH } } as RunnerRequest
  const createRunner = () =>
    Promise.resolve({
      weightCount: 11,
      trainChunk: (order: Int32Array) => {
        if (failure) return Promise.reject(failure)
        chunks.push(order)
        // The first step is slow everywhere.
        now += chunks.length === 1 ? 500 : (order.length / BATCH) * msPerStep
        return Promise.resolve(new Float32Array(order.length / BATCH))
      },
      dispose: () => {
        isDisposed = true
        return Promise.resolve()
      },
    } as never)
  const measured = measureSpeed({ request, createRunner, clock: { now: () => now }, forMs: 100 })
  return { measured, chunks, isDisposed: () => isDisposed, now: () => now }
}

describe('measureSpeed', () => {
  it('tells the time of a step without that of the first, and the rows of a second', async () => {
    const { measured, isDisposed } = setUp(2)
    expect(await measured).toEqual({ speed: { msPerStep: 2, samplesPerSecond: 2000 }, weightCount: 11 })
    expect(isDisposed()).toBe(true)
  })

  it('trains whole batches of rows that there are, in chunks that grow', async () => {
    const { measured, chunks, now } = setUp(1)
    await measured
    expect(chunks.flatMap((order) => [...order]).every((row) => row < 6)).toBe(true)
    expect(chunks.map(({ length }) => length / BATCH).slice(0, 5)).toEqual([1, 1, 2, 4, 8])
    expect(now() - 500).toBeLessThan(200)
  })

  it('takes one step where a single one is longer than the time', async () => {
    const { measured, chunks } = setUp(3500)
    expect((await measured).speed.msPerStep).toBe(3500)
    expect(chunks).toHaveLength(2)
  })

  it('hands on why a model cannot be trained, and gives back what was taken', async () => {
    const { measured, isDisposed } = setUp(1, new RangeError('Array buffer allocation failed'))
    await expect(measured).rejects.toThrow('allocation')
    expect(isDisposed()).toBe(true)
  })
})
