import { describe, expect, it } from 'vitest'
import { recoverStudies } from './recoverStudies'
import { createStudyRunner } from './studyRunner'
import { accuracyOf, rows, runToEnd, start, states, stored } from './testing/runStudy'
import type { Bench } from './testing/studyBench'
import { setUpBench } from './testing/studyBench'

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
