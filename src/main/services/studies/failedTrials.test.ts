import { describe, expect, it } from 'vitest'
import { AppError } from '../../../shared/errors/appError'
import { MAX_FAILURES_IN_A_ROW } from './nextAction'
import { rows, start, states, stored } from './testing/runStudy'
import { flushMicrotasks } from './testing/scriptedPool'
import { changeBudget, setUpBench } from './testing/studyBench'

describe('a trial that goes wrong', () => {
  it('runs once more from nothing when its worker dies, then fails with the reason; the study goes on', async () => {
    const bench = setUpBench()
    await start(bench)
    const [run] = bench.pool.runs
    run?.start()
    run?.step(1, 0.4)
    bench.clock.advance(100)
    await run?.crash()
    const second = bench.pool.runs[2]
    expect(second?.request.weightsFile).toBe(run?.request.weightsFile)
    expect(second?.request.seed).toBe(run?.request.seed)
    expect(rows(bench)[0]).toMatchObject({ attempt: 2, state: 'queued', step: 0, value: null })
    await second?.crash()
    expect(rows(bench)[0]).toMatchObject({
      state: 'failed',
      reason: { code: 'training/worker-crashed', details: { exit: 'killed' } },
    })
    expect(states(bench)).toEqual(['1 failed', '2 queued', '3 queued'])
  })

  it('is not tried again when it failed by itself', async () => {
    const bench = setUpBench()
    await start(bench)
    await bench.pool.runs[0]?.fail()
    expect(rows(bench)[0]).toMatchObject({
      state: 'failed',
      attempt: 1,
      reason: { code: 'training/diverged' },
    })
    expect(stored(bench).state).toBe('running')
  })

  it('ends the study when nothing but failures come', async () => {
    const bench = setUpBench()
    changeBudget(bench, { trials: 50, parallel: 1 })
    await start(bench)
    for (let count = 0; count < MAX_FAILURES_IN_A_ROW; count++) await bench.pool.runs[count]?.fail()
    expect(bench.pool.runs).toHaveLength(MAX_FAILURES_IN_A_ROW)
    expect(stored(bench)).toMatchObject({ state: 'failed', reason: { code: 'training/diverged' } })
  })

  it('can be run again in a study that is over, which then is as before', async () => {
    const bench = setUpBench()
    await start(bench)
    await bench.pool.runs[0]?.fail()
    for (const run of [...bench.pool.runs.slice(1), ...bench.pool.runs.slice(3)]) await run.finish(0.5)
    await bench.pool.runs[3]?.finish(0.5)
    expect(stored(bench).state).toBe('complete')
    const [failed] = rows(bench)
    if (failed) bench.runner.runMore(stored(bench), () => ({ added: [], again: [failed] }))
    await flushMicrotasks()
    expect(stored(bench).state).toBe('running')
    await bench.pool.runs.at(-1)?.finish(0.9)
    expect(rows(bench)[0]).toMatchObject({ state: 'complete', value: 0.9, attempt: 1 })
    expect(rows(bench)).toHaveLength(4)
    expect(stored(bench).state).toBe('complete')
  })
})

describe('a store that fails', () => {
  it('does not keep a study from ending', async () => {
    const bench = setUpBench()
    await start(bench)
    bench.store.studies.update = () => {
      throw new AppError('file/disk-full')
    }
    expect(() => bench.runner.stop(bench.study)).not.toThrow()
    expect(bench.runner.runningCount()).toBe(0)
    expect(bench.reported.map(({ code }) => code)).toEqual(['file/disk-full'])
    expect(bench.told).toContainEqual({
      event: 'study:changed',
      payload: expect.objectContaining({ state: 'failed', reason: { code: 'file/disk-full', details: {} } }),
    })
  })

  it('ends the study and is reported, and nothing is thrown at the workers', async () => {
    const bench = setUpBench()
    await start(bench)
    bench.store.close()
    const [run] = bench.pool.runs
    expect(() => run?.start()).not.toThrow()
    expect(bench.reported.length).toBeGreaterThan(0)
    expect(bench.runner.runningCount()).toBe(0)
    bench.clock.advance(1000)
    expect(bench.told).toContainEqual({
      event: 'study:changed',
      payload: expect.objectContaining({ state: 'failed' }),
    })
  })
})
