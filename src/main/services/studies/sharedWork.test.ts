import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Design } from '../../../shared/domain/design'
import type { DesignLayer } from '../../../shared/domain/modelSpec'
import type { Domain } from '../../../shared/domain/searchSpace'
import type { TrainingPlan, TrainingStudy } from '../../../shared/domain/study'
import type { TrialRow } from '../../../shared/domain/trial'
import { recoverStudies } from './recoverStudies'
import { trialSeed } from './sharedWork'
import { createStudyRunner } from './studyRunner'
import { flushMicrotasks } from './testing/scriptedPool'
import { type Bench, setUpBench } from './testing/studyBench'

const EPOCHS: Domain = { kind: 'choice', values: [5, 20, 10] }
const RATES: Domain = { kind: 'choice', values: [0.1, 0.01] }
const GRID = { kind: 'grid', order: 'ordered', pointsPerRange: 4, seed: 1 } as const

interface Change {
  /** Of the hidden layers: few enough for one program of several trials, or not. @default 512 */
  readonly units?: number
  readonly search?: Design['search']
  readonly training?: Partial<Design['training']>
  readonly plan?: Partial<TrainingPlan>
  readonly parallel?: number
}

/** A bench whose study is a grid of two learning rates and three numbers of epochs. */
function setUpGrid({ search, training, plan, parallel = 2, units = 512 }: Change = {}): Bench & {
  study: TrainingStudy
} {
  const bench = setUpBench()
  const { design } = bench.study.plan
  const study: TrainingStudy = {
    ...bench.study,
    plan: {
      ...bench.study.plan,
      seeds: 'settings',
      sampler: GRID,
      budget: { trials: 100, timeLimitSeconds: null, parallel },
      design: {
        ...design,
        layers: design.layers.map((layer) => withUnits(layer, units)),
        training: { ...design.training, ...training },
        search: search ?? { 'training.learningRate': RATES, 'training.epochs': EPOCHS },
      },
      ...plan,
    },
  }
  bench.store.studies.update(study)
  return { ...bench, study }
}

function withUnits(layer: DesignLayer, units: number): DesignLayer {
  if (layer.kind !== 'repeat') return layer
  const layers = layer.layers.map((inner) => (inner.kind === 'dense' ? { ...inner, units } : inner))
  return { ...layer, layers }
}

async function start(bench: Bench): Promise<void> {
  bench.runner.start(bench.store.studies.get(bench.study.id))
  await flushMicrotasks()
}

function raiseBudget({ store, study }: Bench): void {
  const budget = { trials: 3, timeLimitSeconds: null, parallel: 1 }
  store.studies.update({ ...store.studies.get(study.id), plan: { ...study.plan, budget } })
}

const rows = ({ store, study }: Bench): TrialRow[] => store.trials.list(study.id)
const epochsOf = (bench: Bench) =>
  bench.pool.together.map((requests) => requests.map(({ training }) => training.epochs))

describe('a study that searches epochs', () => {
  it('hands the lengths of one run over as one, with one seed; the grid costs its longest runs', async () => {
    const bench = setUpGrid()
    await start(bench)
    expect(epochsOf(bench)).toEqual([
      [5, 20, 10],
      [5, 20, 10],
    ])
    expect(new Set(bench.pool.runs.map(({ request }) => request.seed)).size).toBe(2)
    expect(rows(bench).map(({ number }) => number)).toEqual([1, 2, 3, 4, 5, 6])
  })

  it('lets each trial end on its own, and says whose run it was read from', async () => {
    const bench = setUpGrid({ parallel: 1 })
    await start(bench)
    const [short, long, middle] = bench.pool.runs
    for (const run of [short, long, middle]) run?.start()
    bench.clock.advance(1000)
    await short?.finish(0.5)
    bench.clock.advance(2000)
    await middle?.finish(0.6)
    expect(bench.pool.runs).toHaveLength(3)
    expect(rows(bench).map(({ state, durationMs }) => [state, durationMs])).toEqual([
      ['complete', 1000],
      ['running', null],
      ['complete', 3000],
    ])
    await long?.finish(0.7)
    expect(rows(bench).map(({ sharing }) => sharing?.readFrom)).toEqual([
      2,
      null,
      2,
      undefined,
      undefined,
      undefined,
    ])
    expect(bench.pool.together).toHaveLength(2)
  })

  it.each([1, 2, 4])('makes the same trials with the same seeds, %i at a time', async (parallel) => {
    const bench = setUpGrid({ parallel })
    bench.pool.autoFinish(({ training }) => training.learningRate)
    await start(bench)
    for (let turn = 0; turn < 50 && bench.runner.runningCount() > 0; turn++) await flushMicrotasks()
    const seeds = bench.pool.runs.map(({ request }) => [request.training.learningRate, request.seed])
    expect(new Set(seeds.map((pair) => pair.join(' '))).size).toBe(2)
    expect(rows(bench).map(({ assignment }) => Object.values(assignment))).toEqual(
      [0.1, 0.01].flatMap((rate) => [5, 20, 10].map((epochs) => [rate, epochs])),
    )
    expect(rows(bench).every(({ state }) => state === 'complete')).toBe(true)
  })

  it('goes on after an interruption with what was not over', async () => {
    const bench = setUpGrid({ parallel: 1 })
    await start(bench)
    for (const run of bench.pool.runs) run.start()
    await bench.pool.runs[0]?.finish(0.5)
    recoverStudies(bench.context)
    const next = { ...bench, runner: createStudyRunner(bench.context, bench) }
    await start(next)
    expect(epochsOf(bench)).toEqual([
      [5, 20, 10],
      [20, 10],
    ])
  })

  it('tries each trial of a lost worker again alone', async () => {
    const bench = setUpGrid({ parallel: 1 })
    await start(bench)
    const [short, long, middle] = bench.pool.runs
    await short?.finish(0.5)
    await long?.crash()
    await middle?.crash()
    await bench.pool.runs[3]?.finish(0.5)
    expect(bench.pool.together).toHaveLength(1)
    expect(bench.pool.runs.slice(3).map(({ request }) => request.training.epochs)).toEqual([20, 10])
  })

  it('reads a shorter trial from a longer one that is complete, where its weights are known', async () => {
    const bench = setUpGrid({
      parallel: 1,
      plan: { budget: { trials: 2, timeLimitSeconds: null, parallel: 1 } },
    })
    await start(bench)
    const [, long] = bench.pool.runs
    for (const run of bench.pool.runs) run.start()
    await bench.pool.runs[0]?.finish(0.5)
    for (let step = 1; step <= 20; step++) long?.step(step, step === 1 ? 0.5 : 0.4)
    writeFileSync(long?.request.weightsFile ?? '', 'weights')
    await long?.finish(0.5)
    raiseBudget(bench)
    await start(bench)
    expect(bench.pool.runs).toHaveLength(2)
    const [, , middle] = rows(bench)
    expect(middle).toMatchObject({ state: 'complete', value: 0.5, bestStep: 1, step: 10, durationMs: 0 })
    expect(middle?.sharing).toEqual({ readFrom: 2, trials: [2, 3] })
    expect(middle && bench.store.trials.steps(middle.id)).toHaveLength(10)
    expect(existsSync(join(bench.context.folders.weights, `${middle?.id}.weights`))).toBe(true)
  })

  it('trains a shorter trial whose best epoch is not that of the longer one', async () => {
    const bench = setUpGrid({
      parallel: 1,
      plan: { budget: { trials: 2, timeLimitSeconds: null, parallel: 1 } },
    })
    await start(bench)
    const [short, long] = bench.pool.runs
    await short?.finish(0.5)
    long?.start()
    for (let step = 1; step <= 20; step++) long?.step(step, step / 20)
    writeFileSync(long?.request.weightsFile ?? '', 'weights')
    await long?.finish(1)
    const last = rows(bench)[1]
    if (last) bench.store.trials.update([{ ...last, bestStep: 20 }])
    raiseBudget(bench)
    await start(bench)
    expect(bench.pool.runs).toHaveLength(3)
    expect(rows(bench)[2]).toMatchObject({ state: 'queued', sharing: null })
  })

  it('keeps to its number of trials', async () => {
    const bench = setUpGrid({
      parallel: 1,
      plan: { budget: { trials: 2, timeLimitSeconds: null, parallel: 1 } },
    })
    await start(bench)
    expect(epochsOf(bench)).toEqual([[5, 20]])
  })

  it.each(['cosine', 'oneCycle', 'polynomial'] as const)(
    'trains lengths apart under %s',
    async (schedule) => {
      const bench = setUpGrid({ training: { schedule } })
      await start(bench)
      expect(bench.pool.together).toEqual([])
      expect(bench.pool.runs).toHaveLength(2)
    },
  )

  it('keeps the seeds of a study of the first release, and trains its lengths apart', async () => {
    const bench = setUpGrid()
    const { seeds: _seeds, ...plan } = bench.study.plan
    bench.store.studies.update({ ...bench.study, plan })
    await start(bench)
    expect(bench.pool.together).toEqual([])
    const assignment = { 'training.learningRate': 0.1, 'training.epochs': 5 }
    expect(bench.pool.runs[0]?.request.seed).toBe(trialSeed({ plan }, { number: 1, assignment: {} }))
    expect(trialSeed({ plan }, { number: 1, assignment })).not.toBe(
      trialSeed(bench.study, { number: 1, assignment }),
    )
  })

  it('gives the same settings another seed each time where they are tried repeatedly', async () => {
    const bench = setUpGrid({ plan: { duplicates: 'repeat' } })
    await start(bench)
    expect(bench.pool.together).toEqual([])
    const assignment = { 'training.learningRate': 0.1, 'training.epochs': 5 }
    const seeds = [1, 2, 3].map((number) => trialSeed(bench.study, { number, assignment }))
    expect(new Set(seeds).size).toBe(3)
  })
})

describe('a study whose trials differ in values only', () => {
  const search: Design['search'] = {
    'training.learningRate': { kind: 'choice', values: [0.1, 0.2, 0.3, 0.4, 0.5, 0.6] },
  }
  const ratesOf = (bench: Bench) =>
    bench.pool.together.map((requests) => requests.map(({ training }) => training.learningRate))

  it('hands small models over together, as many as leave no worker idle', async () => {
    const bench = setUpGrid({ units: 16, search })
    await start(bench)
    expect(ratesOf(bench)).toEqual([
      [0.1, 0.2, 0.3],
      [0.4, 0.5, 0.6],
    ])
    expect(new Set(bench.pool.runs.map(({ request }) => request.seed)).size).toBe(6)
    for (const run of bench.pool.runs) run.start()
    expect(rows(bench).map(({ sharing }) => sharing)).toEqual(
      [1, 2, 3, 4, 5, 6].map((number) => ({ readFrom: null, trials: number < 4 ? [1, 2, 3] : [4, 5, 6] })),
    )
  })

  it('trains large models apart', async () => {
    const bench = setUpGrid({ units: 512, search })
    await start(bench)
    expect(bench.pool.together).toEqual([])
  })

  it('keeps structures apart', async () => {
    const batches: Domain = { kind: 'choice', values: [16, 32] }
    const bench = setUpGrid({ units: 16, parallel: 1, search: { ...search, 'training.batchSize': batches } })
    bench.pool.autoFinish(({ training }) => training.learningRate)
    await start(bench)
    for (let turn = 0; turn < 20; turn++) await flushMicrotasks()
    expect(bench.pool.together.map((requests) => requests.map(({ training }) => training.batchSize))).toEqual(
      [Array(6).fill(16), Array(6).fill(32)],
    )
  })

  it('takes every length of a run along', async () => {
    const bench = setUpGrid({ units: 16, parallel: 1 })
    await start(bench)
    expect(epochsOf(bench)).toEqual([[5, 20, 10, 5, 20, 10]])
    for (const run of bench.pool.runs) run.start()
    expect(rows(bench).map(({ sharing }) => sharing?.readFrom)).toEqual([2, null, 2, 5, null, 5])
  })

  it('makes the same trials with the same seeds, however many run at a time', async () => {
    const leaderboards = []
    for (const parallel of [1, 2, 4]) {
      const bench = setUpGrid({ units: 16, search, parallel, plan: { sampler: { kind: 'random', seed: 1 } } })
      bench.pool.autoFinish(({ training }) => training.learningRate)
      await start(bench)
      for (let turn = 0; turn < 20; turn++) await flushMicrotasks()
      const seeds = new Map(
        bench.pool.runs.map(({ request }) => [request.training.learningRate, request.seed]),
      )
      leaderboards.push(
        rows(bench).map(({ number, state, value }) => [number, state, value, seeds.get(value ?? 0)]),
      )
    }
    expect(leaderboards[0]).toHaveLength(6)
    expect(leaderboards[1]).toEqual(leaderboards[0])
    expect(leaderboards[2]).toEqual(leaderboards[0])
  })
})

describe('trialSeed', () => {
  it('follows from the number where epochs are not searched', () => {
    const { study } = setUpGrid()
    const seed = (number: number) =>
      trialSeed(study, { number, assignment: { 'training.learningRate': 0.1 } })
    expect(seed(1)).toBe(seed(1))
    expect(seed(1)).not.toBe(seed(2))
  })
})
