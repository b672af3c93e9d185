import { describe, expect, it } from 'vitest'
import { newStep } from '../../../shared/domain/recipe'
import type { Domain } from '../../../shared/domain/searchSpace'
import type { TrialRow } from '../../../shared/domain/trial'
import { AppError } from '../../../shared/errors/appError'
import { planVariant } from '../data/variants'
import type { PreparedData } from '../data/preparedData'
import { createStudyRunner } from './studyRunner'
import { flushMicrotasks } from './testing/scriptedPool'
import { setUpBench } from './testing/studyBench'

const COUNTS: Domain = { kind: 'choice', values: [10, 3, 2] }
const RATES: Domain = { kind: 'choice', values: [0.1, 0.01] }
const GRID = { kind: 'grid', order: 'ordered', pointsPerRange: 4, seed: 1 } as const
const SELECT = newStep('select', 'select', 'numbers')

/** A grid of three numbers of inputs and two learning rates, on data that is made when the test says so. */
function setUp({ parallel = 2, units = 512 } = {}) {
  const bench = setUpBench()
  const { store, prepared, placements, context } = bench
  const { design } = bench.study.plan
  const version = store.datasets.version(bench.study.plan.datasetVersionId)
  const searched = {
    ...version,
    id: `${version.id}b` as typeof version.id,
    number: 2,
    contentHash: 'hash2',
    plan: { ...version.plan, recipe: [SELECT] },
  }
  const making = new Map<string, { finish: () => void; fail: (error: AppError) => void }>()
  const promises = new Map<string, Promise<string>>()
  const folders = new Map([['hash2', '/data/own']])
  const data: PreparedData = {
    ...prepared,
    findFolder: (_version, variant = {}) => folders.get(planVariant(searched, variant).name) ?? null,
    folderOf: (_version, variant = {}) => {
      const { name } = planVariant(searched, variant)
      const present = folders.get(name)
      if (present) return Promise.resolve(present)
      const underWay = promises.get(name)
      if (underWay) return underWay
      const made = new Promise<string>((resolve, reject) => {
        const finish = (): void => {
          folders.set(name, `/data/${name}`)
          resolve(`/data/${name}`)
        }
        making.set(name, { finish, fail: reject })
      }).finally(() => promises.delete(name))
      promises.set(name, made)
      return made
    },
  }
  store.datasets.addVersion(searched)
  const study = {
    ...bench.study,
    plan: {
      ...bench.study.plan,
      datasetVersionId: searched.id,
      sampler: GRID,
      budget: { trials: 100, timeLimitSeconds: null, parallel },
      design: {
        ...design,
        layers: design.layers.map((layer) =>
          layer.kind === 'repeat'
            ? {
                ...layer,
                layers: layer.layers.map((inner) => (inner.kind === 'dense' ? { ...inner, units } : inner)),
              }
            : layer,
        ),
        data: [SELECT],
        search: { 'data.select.count': COUNTS, 'training.learningRate': RATES },
      },
    },
  }
  store.studies.update(study)
  const runner = createStudyRunner(context, { prepared: data, placements })
  const nameOf = (count: number) => planVariant(searched, { data: { select: { count } } }).name
  const made = async (
    count: number,
    end: (piece: { finish: () => void; fail: (error: AppError) => void }) => void,
  ) => {
    const piece = making.get(nameOf(count))
    if (piece === undefined) return expect.unreachable(`data of ${count} inputs was asked for`)
    end(piece)
    await flushMicrotasks()
  }
  const start = async () => {
    runner.start(store.studies.get(study.id))
    await flushMicrotasks()
  }
  return { ...bench, runner, start, made, nameOf, making, study }
}

const foldersOf = ({ pool }: ReturnType<typeof setUp>) => pool.runs.map(({ request }) => request.dataFolder)
const rowsOf = ({ store, study }: ReturnType<typeof setUp>): TrialRow[] => store.trials.list(study.id)

describe('a study that searches settings of the data', () => {
  it('trains each trial on its own data, and has it made while others are trained', async () => {
    const bench = setUp()
    await bench.start()
    expect(foldersOf(bench)).toEqual(['/data/own', '/data/own'])
    expect([...bench.making.keys()]).toEqual([bench.nameOf(3)])
    await bench.made(3, ({ finish }) => finish())
    expect(bench.pool.runs).toHaveLength(2)
    for (const run of [...bench.pool.runs]) {
      run.start()
      await run.finish(0.9)
    }
    expect(foldersOf(bench).slice(2)).toEqual(Array.from({ length: 2 }, () => `/data/${bench.nameOf(3)}`))
  })

  it('waits with a trial for its data alone, and starts it as soon as that is there', async () => {
    const bench = setUp({ parallel: 1 })
    await bench.start()
    for (const index of [0, 1]) {
      bench.pool.runs[index]?.start()
      await bench.pool.runs[index]?.finish(0.9)
    }
    expect(bench.pool.runs).toHaveLength(2)
    expect(rowsOf(bench)[2]).toMatchObject({ state: 'queued', assignment: { 'data.select.count': 3 } })
    await bench.made(3, ({ finish }) => finish())
    expect(foldersOf(bench)[2]).toBe(`/data/${bench.nameOf(3)}`)
  })

  it('fails the trial whose data cannot be made, with its reason, and goes on', async () => {
    const bench = setUp({ parallel: 1 })
    bench.pool.autoFinish(() => 0.9)
    await bench.start()
    await bench.made(3, ({ fail }) => fail(new AppError('dataset/too-few-rows', { count: 1 })))
    await bench.made(3, ({ fail }) => fail(new AppError('dataset/too-few-rows', { count: 1 })))
    await bench.made(2, ({ finish }) => finish())
    expect(rowsOf(bench).map(({ state }) => state)).toEqual([
      ...['complete', 'complete'],
      ...['failed', 'failed'],
      ...['complete', 'complete'],
    ])
    expect(rowsOf(bench)[2]?.reason).toMatchObject({ code: 'dataset/too-few-rows' })
    expect(bench.store.studies.get(bench.study.id).state).toBe('complete')
  })

  it('lets nothing start that was stopped while it waited', async () => {
    const bench = setUp({ parallel: 1 })
    bench.pool.autoFinish(() => 0.9)
    await bench.start()
    const runs = bench.pool.runs.length
    bench.runner.stop(bench.store.studies.get(bench.study.id))
    await bench.made(3, ({ finish }) => finish())
    expect(bench.pool.runs).toHaveLength(runs)
    expect(rowsOf(bench).map(({ state }) => state)).toEqual(['complete', 'complete', 'interrupted'])
  })

  it('starts nothing while it pauses, and what became ready once it goes on', async () => {
    const bench = setUp({ parallel: 1 })
    bench.pool.autoFinish(() => 0.9)
    await bench.start()
    const runs = bench.pool.runs.length
    bench.runner.pause(bench.store.studies.get(bench.study.id))
    await bench.made(3, ({ finish }) => finish())
    expect(bench.pool.runs).toHaveLength(runs)
    bench.runner.start(bench.store.studies.get(bench.study.id))
    await flushMicrotasks()
    expect(bench.pool.runs.length).toBeGreaterThan(runs)
  })

  it('trains only trials of the same data as one', async () => {
    const bench = setUp({ parallel: 1, units: 16 })
    await bench.start()
    expect(bench.pool.together.map((requests) => requests.map(({ dataFolder }) => dataFolder))).toEqual([
      ['/data/own', '/data/own'],
    ])
  })
})
