import { existsSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { RunRequest } from '../../../shared/contract/worker'
import type { TrainingPlan } from '../../../shared/domain/study'
import type { Pruner } from '../../search'
import { recoverStudies } from './recoverStudies'
import { createStudyRunner } from './studyRunner'
import { playWorkers } from './testing/playWorkers'
import { copying, halving, thresholdAt } from './testing/pruners'
import { flushMicrotasks } from './testing/scriptedPool'
import { type Bench, setUpBench } from './testing/studyBench'
import { sweepCheckpoints } from './trialCheckpoints'

const RATE = 'training.learningRate'
const HALVING: Partial<TrainingPlan> = { pruner: { kind: 'successiveHalving', minSteps: 2, factor: 2 } }
const POPULATION: Partial<TrainingPlan> = {
  sampler: { kind: 'population', population: 2, interval: 4, quantile: 0.25, resample: 0.25, seed: 1 },
}

/** A study of eight epochs a trial that searches the learning rate. */
function setUp(pruner: Pruner, change: Partial<TrainingPlan> = HALVING, trials = 8, parallel = 1) {
  const bench = setUpBench({ createPruner: () => pruner })
  const { plan } = bench.study
  const design = {
    ...plan.design,
    training: { ...plan.design.training, epochs: 8 },
    search: { [RATE]: { kind: 'float', low: 0.001, high: 0.1, scale: 'log' } },
  } as TrainingPlan['design']
  const budget = { trials, timeLimitSeconds: null, parallel }
  bench.store.studies.update({ ...bench.study, plan: { ...plan, design, budget, ...change } })
  return bench
}

const accuracyOf = ({ training }: RunRequest, step: number) =>
  Math.round(1e6 * (1 - Math.abs(Math.log10(training.learningRate) + 2)) * (step / 8)) / 1e6
const rows = ({ store, study }: Bench) => store.trials.list(study.id)
const stored = ({ store, study }: Bench) => store.studies.get(study.id)
const results = (bench: Bench) =>
  rows(bench).map(({ number, state, step, value, reason }) => ({ number, state, step, value, reason }))
async function begin(bench: Bench) {
  bench.runner.start(stored(bench))
  await flushMicrotasks()
}
async function runWhole(bench: Bench, play: { batch?: number } = {}) {
  await begin(bench)
  await playWorkers(bench, { accuracyOf, ...play })
  return bench
}
const filesOf = (bench: Bench) => readdirSync(bench.context.folders.root).toSorted()

describe('a trial that is judged epoch by epoch', () => {
  const pruner = thresholdAt(3, -0.9)

  it('ends at the first verdict; later epochs of the same message are not heard', async () => {
    const bench = setUp(pruner, {})
    await begin(bench)
    const [run] = bench.pool.runs
    run?.start()
    run?.steps([0.1, 0.2, 0.3, 0.99, 0.99])
    expect(run?.asked).toEqual(['stop'])
    const [row] = rows(bench)
    expect(row).toMatchObject({
      state: 'pruned',
      step: 3,
      value: 0.3,
      reason: { code: 'prune/above', details: { step: 3 } },
    })
    expect(row && bench.store.trials.steps(row.id)).toHaveLength(3)
  })

  it('leaves neither checkpoint nor weights, whatever the worker did meanwhile', async () => {
    const bench = setUp(pruner, {})
    await begin(bench)
    const [run] = bench.pool.runs
    run?.start()
    run?.steps([0.1, 0.2, 0.3])
    writeFileSync(run?.request.checkpoint?.file ?? '', 'kept')
    writeFileSync(run?.request.weightsFile ?? '', 'kept')
    await run?.finish(0.9)
    expect(rows(bench)[0]?.state).toBe('pruned')
    expect(filesOf(bench)).toEqual([])
  })

  it('gives the same board however late its epochs come', async () => {
    const boards = await Promise.all(
      [1, 2, 5, 8].map(async (batch) => results(await runWhole(setUp(thresholdAt(3, -0.2), {}), { batch }))),
    )
    expect(new Set(boards[0]?.map(({ state }) => state))).toEqual(new Set(['complete', 'pruned']))
    for (const board of boards) expect(board).toEqual(boards[0])
  })

  it('counts as used budget', async () => {
    const bench = await runWhole(setUp(thresholdAt(3, -2), {}))
    expect(rows(bench).map(({ state }) => state)).toEqual(Array(8).fill('pruned'))
    expect(stored(bench)).toMatchObject({ state: 'complete', reason: { code: 'stop/budget' } })
  })
})

describe('a trial that stands still to be judged', () => {
  it('waits at its halt while others run, and goes on from there once it is worth it', async () => {
    const bench = await runWhole(setUp(halving([2, 4])))
    const board = results(bench)
    const whole = board.filter(({ state }) => state === 'complete')
    expect(whole.map(({ step }) => step)).toEqual([8, 8, 8])
    const pruned = board.filter(({ state }) => state === 'pruned')
    expect(pruned.map(({ step }) => step).toSorted()).toEqual([2, 2, 2, 4, 4])
    for (const { reason, step } of pruned) expect(reason).toEqual({ code: 'prune/rung', details: { step } })
    expect(stored(bench)).toMatchObject({ state: 'complete', reason: { code: 'stop/budget' } })
    expect(filesOf(bench).filter((name) => name.endsWith('.safetensors'))).toEqual([])
  })

  it('goes on in the same worker where it is worth it at once', async () => {
    const bench = await runWhole(setUp(halving([2, 4])))
    const wentOn = bench.pool.runs.filter(({ asked }) => asked.some((word) => word.startsWith('go on')))
    expect(wentOn.length).toBeGreaterThan(0)
    for (const { request } of bench.pool.runs) expect([2, 4, null]).toContain(request.haltAfter)
  })

  it('rests with a reason, holds no worker, and is not what a pause of the study is', async () => {
    const bench = setUp(halving([2, 4]), HALVING, 8, 2)
    await begin(bench)
    const [run, other] = bench.pool.runs
    run?.start()
    other?.start()
    run?.steps([0.1, 0.2])
    run?.halt(2)
    expect(run?.asked).toEqual(['stop'])
    expect(rows(bench)[0]).toMatchObject({ state: 'paused', reason: { code: 'prune/rung' }, value: 0.2 })
    expect(bench.pool.runs).toHaveLength(3)
    bench.runner.pause(stored(bench))
    expect(results(bench).slice(0, 2)).toMatchObject([
      { state: 'paused', reason: { code: 'prune/rung' } },
      { state: 'paused', reason: null },
    ])
    expect(bench.runner.summary(bench.study.id)?.counts.running).toBe(1)
    bench.runner.start(stored(bench))
    expect(results(bench).slice(0, 2)).toMatchObject([{ state: 'paused' }, { state: 'running' }])
    bench.runner.stop(stored(bench))
    expect(results(bench).slice(0, 2)).toMatchObject([
      { state: 'paused', reason: { code: 'prune/rung' } },
      { state: 'interrupted' },
    ])
  })

  it.each([2, 3, 5])('leaves nobody waiting with %i at a time, however they take turns', async (parallel) => {
    for (const batch of [1, 3, 8]) {
      const bench = await runWhole(setUp(halving([2, 4]), HALVING, 12, parallel), { batch })
      expect(stored(bench).state).toBe('complete')
      const board = results(bench)
      expect(board).toHaveLength(12)
      for (const { state, step } of board) expect(state).toBe(step === 8 ? 'complete' : 'pruned')
      expect(board.filter(({ state }) => state === 'complete').length).toBeGreaterThanOrEqual(3)
    }
  })

  it('begins again where its checkpoint is lost', async () => {
    const bench = setUp(halving([2]), HALVING, 2)
    await begin(bench)
    const [run] = bench.pool.runs
    run?.start()
    run?.steps([0.8, 0.9])
    run?.halt(2)
    const second = bench.pool.runs[1]
    second?.start()
    second?.steps([0.1, 0.2])
    second?.halt(2)
    const again = bench.pool.runs[2]
    expect(again?.request).toMatchObject({ weightsFile: run?.request.weightsFile, haltAfter: 2 })
    expect(rows(bench)[0]).toMatchObject({ state: 'queued', step: 0 })
  })

  it.each([3, 7, 11, 16, 23, 30])('reaches the same after the core died in turn %i', async (turns) => {
    const undisturbed = await runWhole(setUp(halving([2, 4])))
    const bench = setUp(halving([2, 4]))
    await begin(bench)
    await playWorkers(bench, { accuracyOf, turns })
    recoverStudies(bench.context)
    sweepCheckpoints(bench.context)
    const resting = rows(bench).filter(({ state }) => state === 'paused')
    for (const { id, reason } of resting) {
      expect(reason).not.toBeNull()
      expect(existsSync(join(bench.context.folders.checkpoints, `${id}.safetensors`))).toBe(true)
    }
    bench.pool.runs.length = 0
    const next = { ...bench, runner: createStudyRunner(bench.context, bench) }
    await runWhole(next)
    expect(results(next)).toEqual(results(undisturbed))
    expect(stored(next).state).toBe('complete')
  })
})

describe('a trial that begins where another one stood', () => {
  const pruner = copying(4, ({ assignment }) => ({ ...assignment, [RATE]: Number(assignment[RATE]) * 1.2 }))

  it('has the epochs of the other before its own, and a copy of its checkpoint', async () => {
    const bench = setUp(pruner, POPULATION, 3)
    await runWhole(bench)
    const [first, second, fork] = rows(bench)
    expect(second).toMatchObject({
      state: 'pruned',
      step: 4,
      reason: { code: 'prune/replaced', details: { by: 3 } },
    })
    expect(fork).toMatchObject({ state: 'complete', step: 8, origin: { kind: 'fork', trial: 1, step: 4 } })
    expect(first).toMatchObject({ state: 'complete', step: 8 })
    const curve = (row: typeof first) =>
      row ? bench.store.trials.steps(row.id).map(({ validation }) => validation.accuracy) : []
    expect(curve(fork).slice(0, 4)).toEqual(curve(first).slice(0, 4))
    const run = bench.pool.runs.find(({ request }) => request.checkpoint?.forkedAfter === 4)
    expect(run?.request).toMatchObject({ haltAfter: null })
    expect(filesOf(bench).filter((name) => name.endsWith('.safetensors'))).toEqual([])
  })

  it.each([2, 4, 6, 9, 12, 15, 18])('does so, too, after the core died in turn %i', async (turns) => {
    const undisturbed = await runWhole(setUp(pruner, POPULATION, 3))
    const bench = setUp(pruner, POPULATION, 3)
    await begin(bench)
    await playWorkers(bench, { accuracyOf, turns })
    recoverStudies(bench.context)
    sweepCheckpoints(bench.context)
    bench.pool.runs.length = 0
    const next = { ...bench, runner: createStudyRunner(bench.context, bench) }
    await runWhole(next)
    expect(results(next)).toEqual(results(undisturbed))
    expect(filesOf(next).filter((name) => name.endsWith('.safetensors'))).toEqual([])
  })

  it('goes on itself where nothing is left in the budget for a copy', async () => {
    const bench = setUp(pruner, POPULATION, 2)
    await begin(bench)
    await playWorkers(bench, { accuracyOf, turns: 60 })
    expect(results(bench)[1]).toMatchObject({ state: 'complete', step: 8 })
  })
})
