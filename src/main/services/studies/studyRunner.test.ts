import { existsSync, writeFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { RunRequest } from '../../../shared/contract/worker'
import type { Budget } from '../../../shared/domain/study'
import { AppError } from '../../../shared/errors/appError'
import { MAX_FAILURES_IN_A_ROW } from './nextAction'
import { recoverStudies } from './recoverStudies'
import { createStudyRunner } from './studyRunner'
import { flushMicrotasks } from './testing/scriptedPool'
import { type Bench, changeBudget, setUpBench } from './testing/studyBench'
import { KEPT_WEIGHTS } from '../../../shared/domain/trial'

/** Starts the study and lets the first trials be handed out. */
async function start(bench: Bench, study = bench.study) {
  bench.runner.start(bench.store.studies.get(study.id))
  await flushMicrotasks()
}
const rows = ({ store, study }: Bench) => store.trials.list(study.id)
const states = (bench: Bench) => rows(bench).map(({ number, state }) => `${number} ${state}`)
const stored = ({ store, study }: Bench) => store.studies.get(study.id)
const setBudget = (bench: Bench, budget: Budget) =>
  bench.runner.changePlan(bench.study.id, { ...stored(bench).plan, budget })
const accuracyOf = ({ training }: RunRequest) => Math.round(training.learningRate * 1e6) / 1e6

/** Plays every run that is handed over, to the end of the study. */
async function runToEnd(bench: Bench) {
  bench.pool.autoFinish(accuracyOf)
  await start(bench)
  for (let turn = 0; turn < 200 && bench.runner.runningCount() > 0; turn++) await flushMicrotasks()
}

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

describe('a paused study', () => {
  it('holds its trials where they are and starts nothing', async () => {
    const bench = setUpBench()
    await start(bench)
    const [first, second] = bench.pool.runs
    first?.start()
    bench.clock.advance(1000)
    bench.runner.pause(bench.study)
    expect(first?.asked).toEqual(['pause'])
    expect(states(bench)).toEqual(['1 paused', '2 queued'])
    second?.start()
    expect(states(bench)).toEqual(['1 paused', '2 paused'])
    bench.clock.advance(60_000)
    expect(bench.runner.summary(bench.study.id)?.elapsedMs).toBe(1000)
    await first?.finish(0.5)
    expect(bench.pool.runs).toHaveLength(2)

    bench.runner.start(stored(bench))
    expect(second?.asked).toEqual(['pause', 'resume'])
    expect(states(bench)).toEqual(['1 complete', '2 running', '3 queued'])
    expect(stored(bench).state).toBe('running')
  })

  it('tries a trial whose worker died once it goes on', async () => {
    const bench = setUpBench()
    await start(bench)
    bench.runner.pause(bench.study)
    await bench.pool.runs[0]?.crash()
    expect(bench.pool.runs).toHaveLength(2)
    bench.runner.start(stored(bench))
    expect(bench.pool.runs[2]?.request.weightsFile).toBe(bench.pool.runs[0]?.request.weightsFile)
  })
})

describe('a stopped study', () => {
  it('ends its trials as interrupted and hears no more of them', async () => {
    const bench = setUpBench()
    await start(bench)
    const [first] = bench.pool.runs
    first?.start()
    bench.runner.stop(bench.study)
    expect(first?.asked).toEqual(['stop'])
    expect(states(bench)).toEqual(['1 interrupted', '2 interrupted'])
    expect(stored(bench).state).toBe('stopped')
    first?.step(2, 0.9)
    await first?.finish(0.9)
    expect(states(bench)).toEqual(['1 interrupted', '2 interrupted'])
  })

  it('continues with the interrupted trials, under their numbers, to the planned number', async () => {
    const bench = setUpBench()
    await start(bench)
    await bench.pool.runs[1]?.finish(0.5)
    bench.runner.stop(bench.study)
    const before = rows(bench).map(({ id, assignment }) => ({ id, assignment }))
    await runToEnd(bench)
    expect(states(bench)).toEqual(['1 complete', '2 complete', '3 complete', '4 complete'])
    expect(
      rows(bench)
        .slice(0, 3)
        .map(({ id, assignment }) => ({ id, assignment })),
    ).toEqual(before)
  })
})

describe('a study whose core died', () => {
  it('is interrupted at the next start and goes on to what an undisturbed one reaches', async () => {
    const undisturbed = setUpBench()
    await runToEnd(undisturbed)

    const bench = setUpBench()
    await start(bench)
    bench.pool.runs[0]?.start()
    await bench.pool.runs[1]?.finish(accuracyOf(bench.pool.runs[1].request))
    // The session is lost here; another core opens the same store.
    recoverStudies(bench.context)
    expect(stored(bench)).toMatchObject({ state: 'interrupted', reason: { code: 'training/core-died' } })
    expect(states(bench)).toEqual(['1 interrupted', '2 complete', '3 interrupted'])

    const next = { ...bench, runner: createStudyRunner(bench.context, bench) }
    await runToEnd(next)
    const results = (of: Bench) =>
      rows(of).map(({ number, assignment, value }) => ({ number, assignment, value }))
    expect(results(next)).toEqual(results(undisturbed))
    expect(stored(next).state).toBe('complete')
  })

  it('leaves finished studies alone', async () => {
    const bench = setUpBench()
    await runToEnd(bench)
    recoverStudies(bench.context)
    expect(stored(bench).state).toBe('complete')
  })
})

describe('shutdown', () => {
  it('leaves running studies interrupted, to be continued', async () => {
    const bench = setUpBench()
    const counts: number[] = []
    bench.runner.onRunningCount((count) => counts.push(count))
    await start(bench)
    bench.runner.shutdown()
    expect(stored(bench).state).toBe('interrupted')
    expect(states(bench)).toEqual(['1 interrupted', '2 interrupted'])
    expect(counts).toEqual([1, 0])
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
