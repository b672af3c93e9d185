import { existsSync, writeFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { KEPT_WEIGHTS } from '../../../shared/domain/trial'
import { accuracyOf, rows, runToEnd, setBudget, start, states, stored } from './testing/runStudy'
import { changeBudget, setUpBench } from './testing/studyBench'

describe('a running study', () => {
  it('runs as many trials as planned, so many at a time, and is complete', async () => {
    const bench = setUpBench()
    await start(bench)
    expect(states(bench)).toEqual(['1 queued', '2 queued'])
    const [first, second] = bench.pool.runs
    first?.start()
    second?.start()
    expect(states(bench)).toEqual(['1 running', '2 running'])
    await second?.finish(0.8)
    expect(states(bench)).toEqual(['1 running', '2 complete', '3 queued'])
    await first?.finish(0.9)
    for (const run of bench.pool.runs.slice(2)) await run.finish(0.5)
    expect(rows(bench).map(({ value }) => value)).toEqual([0.9, 0.8, 0.5, 0.5])
    expect(stored(bench)).toMatchObject({
      state: 'complete',
      reason: { code: 'stop/budget', details: { trials: 4 } },
    })
    expect(bench.runner.runningCount()).toBe(0)
    expect(bench.runner.summary(bench.study.id)).toBeNull()
  })

  it('makes the same trials with the same seeds, whatever runs at the same time', async () => {
    const leaderboards = []
    for (const parallel of [1, 2, 4]) {
      const bench = setUpBench()
      changeBudget(bench, { parallel, trials: 12 })
      await runToEnd(bench)
      const seeds = new Map(bench.pool.runs.map(({ request }) => [accuracyOf(request), request.seed]))
      leaderboards.push(
        rows(bench).map(({ number, assignment, value }) => ({
          number,
          assignment,
          value,
          seed: seeds.get(value ?? 0),
        })),
      )
    }
    expect(leaderboards[0]).toHaveLength(12)
    expect(new Set(leaderboards[0]?.map(({ seed }) => seed)).size).toBe(12)
    expect(leaderboards[1]).toEqual(leaderboards[0])
    expect(leaderboards[2]).toEqual(leaderboards[0])
  })

  it('stores before it tells, and tells about ten times a second', async () => {
    const bench = setUpBench()
    await start(bench)
    const [run] = bench.pool.runs
    run?.start()
    for (let step = 1; step <= 50; step++) run?.step(step, step / 100)
    expect(bench.told).toEqual([])
    bench.clock.advance(100)
    expect(bench.told.map(({ event }) => event)).toEqual([
      'trials:changed',
      'trials:stepped',
      'study:changed',
    ])
    const [row] = rows(bench)
    expect(row).toMatchObject({ step: 50, value: 0.5, bestStep: 50 })
    expect(row?.spark.length).toBeGreaterThan(1)
    expect(row && bench.store.trials.steps(row.id)).toHaveLength(50)
    const told = bench.told.find(({ event }) => event === 'trials:changed')
    expect(told?.payload).toMatchObject({ rows: [{ ...row }, { number: 2 }] })
  })

  it('keeps the weights of the best trials only', async () => {
    const bench = setUpBench()
    changeBudget(bench, { trials: KEPT_WEIGHTS + 5 })
    const original = bench.pool.run.bind(bench.pool)
    bench.pool.run = (request, hooks) => {
      writeFileSync(request.weightsFile, 'w')
      return original(request, hooks)
    }
    await runToEnd(bench)
    const files = new Map(bench.pool.runs.map(({ request }) => [accuracyOf(request), request.weightsFile]))
    const kept = rows(bench)
      .sort((left, right) => (right.value ?? 0) - (left.value ?? 0))
      .map(({ value }) => existsSync(files.get(value ?? 0) ?? ''))
    expect(kept).toEqual([...Array(KEPT_WEIGHTS).fill(true), ...Array(5).fill(false)])
  })

  it('keeps the weights of the whole front where there are several objectives', async () => {
    const bench = setUpBench()
    changeBudget(bench, { trials: KEPT_WEIGHTS + 5 })
    const study = bench.store.studies.get(bench.study.id)
    const furtherObjectives = [{ measure: 'accuracy', direction: 'minimize' }] as const
    bench.store.studies.update({
      ...study,
      plan: { ...study.plan, furtherObjectives: [...furtherObjectives] },
    })
    const original = bench.pool.run.bind(bench.pool)
    bench.pool.run = (request, hooks) => {
      writeFileSync(request.weightsFile, 'w')
      return original(request, hooks)
    }
    await runToEnd(bench)
    const files = bench.pool.runs.map(({ request }) => existsSync(request.weightsFile))
    expect(files).toEqual(Array(KEPT_WEIGHTS + 5).fill(true))
  })

  it('ends early where the time is up, after the trials under way', async () => {
    const bench = setUpBench()
    changeBudget(bench, { timeLimitSeconds: 10 })
    await start(bench)
    bench.clock.advance(11_000)
    await bench.pool.runs[0]?.finish(0.5)
    expect(bench.pool.runs).toHaveLength(2)
    await bench.pool.runs[1]?.finish(0.5)
    expect(stored(bench).state).toBe('complete')
  })

  it('takes a new budget while it runs', async () => {
    const bench = setUpBench()
    await start(bench)
    setBudget(bench, { trials: 5, timeLimitSeconds: null, parallel: 3 })
    expect(bench.pool.runs).toHaveLength(3)
    expect(bench.pool.sizes.at(-1)).toBe(3)
    setBudget(bench, { trials: 3, timeLimitSeconds: null, parallel: 1 })
    for (const run of bench.pool.runs) await run.finish(0.5)
    expect(states(bench)).toEqual(['1 complete', '2 complete', '3 complete'])
    expect(stored(bench)).toMatchObject({ state: 'complete', plan: { budget: { trials: 3 } } })
  })

  it('refuses what does not fit its state', async () => {
    const bench = setUpBench()
    expect(() => bench.runner.pause(bench.study)).toThrow('study/wrong-state')
    expect(() => bench.runner.stop(bench.study)).toThrow('study/wrong-state')
    await start(bench)
    expect(() => bench.runner.start(bench.study)).toThrow('study/wrong-state')
  })
})
