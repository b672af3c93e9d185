import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { RunRequest } from '../../../shared/contract/worker'
import type { Study, TrainingPlan } from '../../../shared/domain/study'
import { createId } from '../context'
import { DatasetVersionId } from '../../../shared/domain/ids'
import type { Pruner } from '../../search'
import { recoverStudies } from './recoverStudies'
import { createStudyRunner } from './studyRunner'
import { flushMicrotasks, type ScriptedRun } from './testing/scriptedPool'
import { type Bench, setUpBench } from './testing/studyBench'

interface Change {
  readonly folds?: number
  readonly plan?: Partial<TrainingPlan>
  readonly pruner?: Pruner
  readonly trials?: number
}

/** A study of several runs a trial, one trial at a time. */
function setUp({ folds = 1, plan = {}, pruner, trials = 2 }: Change): Bench {
  const bench = setUpBench(pruner ? { createPruner: () => pruner } : {})
  const { store, study, pool } = bench
  const version = store.datasets.version(study.plan.datasetVersionId)
  const folded = {
    ...version,
    id: createId(DatasetVersionId),
    number: 2,
    contentHash: 'folds',
    foldCount: folds,
  }
  store.datasets.addVersion(folded)
  const budget = { trials, timeLimitSeconds: null, parallel: 1 }
  store.studies.update({ ...study, plan: { ...study.plan, datasetVersionId: folded.id, budget, ...plan } })
  const run = pool.run.bind(pool)
  pool.run = (request, hooks) => {
    writeFileSync(request.weightsFile, 'w')
    return run(request, hooks)
  }
  return bench
}

const rows = ({ store, study }: Bench) => store.trials.list(study.id)
const stored = ({ store, study }: Bench): Study => store.studies.get(study.id)
const states = (bench: Bench) => rows(bench).map(({ number, state }) => `${number} ${state}`)
async function begin(bench: Bench) {
  bench.runner.start(stored(bench))
  await flushMicrotasks()
}
/** Plays the newest run to its end. */
async function finish(bench: Bench, accuracy: number): Promise<ScriptedRun> {
  const run = bench.pool.runs.at(-1) ?? expect.unreachable()
  run.start()
  run.step(1, accuracy)
  await run.finish(accuracy)
  await flushMicrotasks()
  return run
}
const THREE: Partial<TrainingPlan> = { repeats: { seeds: 3, finalists: null } }
const FINAL: Partial<TrainingPlan> = { repeats: { seeds: 1, finalists: { count: 2, seeds: 3 } } }
const requests = (bench: Bench): RunRequest[] => bench.pool.runs.map(({ request }) => request)

describe('a trial of several runs', () => {
  it('has the mean of them and its deviation, and each run on its row', async () => {
    const bench = setUp({ plan: THREE, trials: 1 })
    await begin(bench)
    await finish(bench, 0.9)
    expect(rows(bench)[0]).toMatchObject({
      state: 'running',
      value: 0.9,
      deviation: null,
      runs: [{ value: 0.9 }],
    })
    await finish(bench, 0.7)
    await finish(bench, 0.5)
    const [row] = rows(bench)
    expect(row).toMatchObject({ state: 'complete', step: 1, validation: { loss: 1 } })
    expect(row?.value).toBeCloseTo(0.7, 12)
    expect(row?.deviation).toBeCloseTo(0.2, 12)
    expect(row?.runs.map(({ fold, repeat, value }) => [fold, repeat, value])).toEqual([
      [0, 0, 0.9],
      [0, 1, 0.7],
      [0, 2, 0.5],
    ])
    expect(row && bench.store.trials.steps(row.id)).toHaveLength(1)
    expect(stored(bench).state).toBe('complete')
  })

  it('trains on all folds with one seed, then with the next; only the first leaves weights', async () => {
    const bench = setUp({ folds: 2, plan: { repeats: { seeds: 2, finalists: null } }, trials: 1 })
    await begin(bench)
    for (const accuracy of [0.1, 0.2, 0.3, 0.4]) await finish(bench, accuracy)
    const [first, second, third, fourth] = requests(bench)
    expect(second?.seed).toBe(first?.seed)
    expect(third?.seed).toBe(fourth?.seed)
    expect(third?.seed).not.toBe(first?.seed)
    expect(rows(bench)[0]?.runs.map(({ fold, repeat }) => [fold, repeat])).toEqual([
      [0, 0],
      [1, 0],
      [0, 1],
      [1, 1],
    ])
    expect(existsSync(first?.weightsFile ?? '')).toBe(true)
    for (const { weightsFile, checkpoint } of [second, third, fourth].flatMap((request) => request ?? [])) {
      expect(existsSync(weightsFile)).toBe(false)
      expect(checkpoint).toBeNull()
    }
  })

  it('goes on with the next run after the core died, or the study was stopped', async () => {
    const bench = setUp({ plan: THREE, trials: 1 })
    await begin(bench)
    await finish(bench, 0.9)
    await finish(bench, 0.7)
    const lost = requests(bench).at(-1)
    recoverStudies(bench.context)
    expect(states(bench)).toEqual(['1 interrupted'])
    bench.pool.runs.length = 0
    const next = { ...bench, runner: createStudyRunner(bench.context, bench) }
    await begin(next)
    expect(rows(next)[0]?.value).toBeCloseTo(0.8, 12)
    next.runner.stop(stored(next))
    expect(states(next)).toEqual(['1 interrupted'])
    await begin(next)
    expect(requests(next).map(({ seed }) => seed)).toEqual([lost?.seed, lost?.seed])
    await finish(next, 0.5)
    const [row] = rows(next)
    expect(row).toMatchObject({ state: 'complete', runs: [{ value: 0.9 }, { value: 0.7 }, { value: 0.5 }] })
    expect(row?.value).toBeCloseTo(0.7, 12)
  })

  it('tries a run again whose worker died, and fails with one that fails', async () => {
    const bench = setUp({ plan: THREE, trials: 1 })
    await begin(bench)
    await finish(bench, 0.9)
    await bench.pool.runs.at(-1)?.crash()
    await flushMicrotasks()
    expect(rows(bench)[0]).toMatchObject({ attempt: 2, runs: [{ value: 0.9 }] })
    expect(requests(bench).at(-1)?.seed).toBe(requests(bench)[1]?.seed)
    await bench.pool.runs.at(-1)?.fail()
    await flushMicrotasks()
    expect(rows(bench)[0]).toMatchObject({ state: 'failed', value: null })
  })

  it('pauses, and the run after it does not begin before it goes on', async () => {
    const bench = setUp({ plan: THREE, trials: 1 })
    await begin(bench)
    bench.pool.runs[0]?.start()
    bench.runner.pause(stored(bench))
    await bench.pool.runs[0]?.finish(0.9)
    await flushMicrotasks()
    expect(bench.pool.runs[1]?.asked).toEqual(['pause'])
    bench.runner.start(stored(bench))
    expect(bench.pool.runs[1]?.asked).toEqual(['pause', 'resume'])
  })

  it('is judged after each run but the last, by what its runs came to', async () => {
    const judged: (readonly number[])[] = []
    const pruner: Pruner = {
      nextHalt: () => null,
      judge: ({ runs }) => {
        if (runs.length > 0) judged.push(runs)
        const isWorse = runs.length === 2 && (runs[1] ?? 0) > -0.5
        return isWorse
          ? { kind: 'prune', reason: { code: 'prune/wilcoxon', details: {} } }
          : { kind: 'continue' }
      },
      next: () => null,
    }
    const bench = setUp({ plan: THREE, pruner })
    await begin(bench)
    for (const accuracy of [0.9, 0.8, 0.7]) await finish(bench, accuracy)
    for (const accuracy of [0.5, 0.3]) await finish(bench, accuracy)
    expect(judged).toEqual([[-0.9], [-0.9, -0.8], [-0.5], [-0.5, -0.3]])
    const [, second] = rows(bench)
    expect(second).toMatchObject({ state: 'pruned', value: 0.4, reason: { code: 'prune/wilcoxon' } })
    expect(existsSync(join(bench.context.folders.weights, `${second?.id}.weights`))).toBe(false)
    expect(stored(bench).state).toBe('complete')
  })
})

describe('the best trials', () => {
  const trials = 4
  async function untilFinal(bench: Bench) {
    await begin(bench)
    for (const accuracy of [0.5, 0.9, 0.8, 0.4]) await finish(bench, accuracy)
  }

  it('are trained with further seeds once everything else is done', async () => {
    const bench = setUp({ plan: FINAL, trials })
    await untilFinal(bench)
    expect(states(bench)).toEqual(['1 complete', '2 queued', '3 complete', '4 complete'])
    bench.pool.runs.at(-1)?.start()
    expect(states(bench)[1]).toBe('2 running')
    for (const accuracy of [0.6, 0.6, 0.8, 0.8]) await finish(bench, accuracy)
    const [, second, third, fourth] = rows(bench)
    expect(second).toMatchObject({
      state: 'complete',
      runs: [{ value: 0.9 }, { value: 0.6 }, { value: 0.6 }],
    })
    expect(second?.value).toBeCloseTo(0.7, 12)
    expect(third?.state).toBe('complete')
    expect(third?.deviation).toBeCloseTo(0, 12)
    expect(fourth?.runs).toEqual([])
    expect(bench.pool.runs).toHaveLength(8)
    expect(stored(bench)).toMatchObject({ state: 'complete', reason: { code: 'stop/budget' } })
  })

  it('keep their result where the study is stopped or the core dies, and go on afterwards', async () => {
    const bench = setUp({ plan: FINAL, trials })
    await untilFinal(bench)
    await finish(bench, 0.6)
    bench.runner.stop(stored(bench))
    expect(states(bench)[1]).toBe('2 complete')
    expect(rows(bench)[1]?.value).toBeCloseTo(0.75, 12)
    await begin(bench)
    bench.pool.runs.at(-1)?.start()
    recoverStudies(bench.context)
    expect(states(bench)[1]).toBe('2 complete')
    const next = { ...bench, runner: createStudyRunner(bench.context, bench) }
    await begin(next)
    for (const accuracy of [0.6, 0.8, 0.8]) await finish(next, accuracy)
    expect(rows(next)[1]?.runs.map(({ value }) => value)).toEqual([0.9, 0.6, 0.6])
    expect(stored(next).state).toBe('complete')
  })

  it('keep it, too, where a further seed fails', async () => {
    const bench = setUp({ plan: FINAL, trials })
    await untilFinal(bench)
    await bench.pool.runs.at(-1)?.fail()
    await flushMicrotasks()
    expect(rows(bench)[1]).toMatchObject({ state: 'complete', value: 0.9 })
    for (const accuracy of [0.8, 0.8]) await finish(bench, accuracy)
    expect(stored(bench).state).toBe('complete')
  })
})
