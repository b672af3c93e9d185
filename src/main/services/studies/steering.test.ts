import { describe, expect, it } from 'vitest'
import type { Assignment, Domain } from '../../../shared/domain/searchSpace'
import { type StudyPlan, trainingPlanOf } from '../../../shared/domain/study'
import { createStudyService } from './studies'
import { createSteeringService } from './steering'
import { flushMicrotasks } from './testing/scriptedPool'
import { type Bench, setUpBench } from './testing/studyBench'

/** Trials with other sizes are not trained as one. */
const SIZE = 'training.batchSize'
const SIZES: Domain = { kind: 'choice', values: [8, 16, 32] }

/** A bench whose study searches the size of batches only. */
function setUp(change: Partial<StudyPlan> = {}, search: Record<string, Domain> = { [SIZE]: SIZES }) {
  const bench = setUpBench()
  const { store, study, context, runner, prepared } = bench
  const plan = trainingPlanOf(store.studies.get(study.id))
  const changed = { ...plan, design: { ...plan.design, search }, ...change } as StudyPlan
  store.studies.update({ ...store.studies.get(study.id), plan: changed })
  const studies = createStudyService(context, { runner, prepared })
  const steering = createSteeringService(context, { runner, studies, prepared })
  const start = async () => {
    studies.start(study.id)
    await flushMicrotasks()
  }
  const runToEnd = async () => {
    bench.pool.autoFinish(({ training }) => training.batchSize / 100)
    await start()
    for (let turn = 0; turn < 100 && runner.runningCount() > 0; turn++) await flushMicrotasks()
  }
  return { ...bench, studies, steering, start, runToEnd, id: study.id }
}
const rows = ({ store, study }: Bench) => store.trials.list(study.id)
const told = (bench: Bench) =>
  rows(bench).map(({ number, state, assignment, origin }) => [number, state, assignment[SIZE], origin.kind])
const GRID: StudyPlan['sampler'] = { kind: 'grid', order: 'ordered', pointsPerRange: 3, seed: 1 }

describe('a trial that is added by hand', () => {
  it('runs before the next one of the sampler, and leaves a list its numbers', async () => {
    const bench = setUp({
      sampler: GRID,
      budget: { trials: 9, timeLimitSeconds: null, parallel: 1 },
      duplicates: 'allow',
    })
    await bench.start()
    const { row, problems } = await bench.steering.addTrial(bench.id, { [SIZE]: 32 })
    expect(problems).toEqual([])
    expect(row).toMatchObject({
      number: 4,
      state: 'queued',
      origin: { kind: 'manual' },
      assignment: { [SIZE]: 32 },
    })
    await bench.pool.runs[0]?.finish(0.5)
    expect(told(bench)).toEqual([
      [1, 'complete', 8, 'sampler'],
      [3, 'queued', 32, 'sampler'],
      [4, 'queued', 32, 'manual'],
    ])
    // The third trial has the same sizes, so both are one program.
    expect(bench.pool.together).toHaveLength(1)
    for (let index = 1; index < 4; index++) await bench.pool.runs[index]?.finish(0.5)
    expect(told(bench).map(([number]) => number)).toEqual([1, 2, 3, 4])
    expect(bench.studies.get(bench.id)).toMatchObject({ state: 'complete', plannedTrials: 4 })
  })

  it('waits in a study that was never started, and leaves the first number to the defaults', async () => {
    const bench = setUp()
    const { row } = await bench.steering.addTrial(bench.id, { [SIZE]: 32 })
    expect(row?.number).toBe(4)
    expect(bench.pool.runs).toEqual([])
    await bench.runToEnd()
    expect(told(bench)[0]?.slice(0, 2)).toEqual([1, 'complete'])
    expect(told(bench)).toContainEqual([4, 'complete', 32, 'manual'])
    expect(new Set(rows(bench).map(({ assignment }) => assignment[SIZE])).size).toBe(rows(bench).length)
  })

  it('runs by itself in a study that is complete, and is told', async () => {
    const bench = setUp({ duplicates: 'allow' })
    await bench.runToEnd()
    const before = rows(bench).length
    bench.told.length = 0
    await bench.steering.addTrial(bench.id, { [SIZE]: 16 })
    for (let turn = 0; turn < 10; turn++) await flushMicrotasks()
    expect(rows(bench)).toHaveLength(before + 1)
    expect(rows(bench).at(-1)).toMatchObject({ state: 'complete', value: 0.16 })
    expect(bench.studies.get(bench.id).state).toBe('complete')
    expect(bench.told.map(({ event }) => event)).toContain('trials:changed')
  })

  it.each<[Assignment, string]>([
    [{ [SIZE]: 20 }, 'outside'],
    [{ 'training.epochs': 5 }, 'unknown'],
  ])('is refused with %j', async (assignment, cause) => {
    const bench = setUp()
    expect(await bench.steering.addTrial(bench.id, assignment)).toMatchObject({
      row: null,
      problems: [{ cause }],
    })
    expect(rows(bench)).toEqual([])
  })

  it('is refused where it was tried and trials are not repeated', async () => {
    const bench = setUp()
    await bench.runToEnd()
    const { problems } = await bench.steering.addTrial(bench.id, { [SIZE]: 32 })
    expect(problems).toMatchObject([{ cause: 'tried' }])
    bench.steering.setRules(bench.id, { duplicates: 'repeat' })
    expect((await bench.steering.addTrial(bench.id, { [SIZE]: 32 })).problems).toEqual([])
  })
})

describe('a trial that is given up by hand', () => {
  it('ends as pruned with what it had reached, and the next one begins', async () => {
    const bench = setUp({ budget: { trials: 3, timeLimitSeconds: null, parallel: 1 } })
    await bench.start()
    const [run] = bench.pool.runs
    run?.start()
    run?.step(1, 0.7)
    const [row] = rows(bench)
    if (row) bench.steering.pruneTrial(row.id)
    expect(run?.asked).toEqual(['stop'])
    expect(rows(bench)[0]).toMatchObject({ state: 'pruned', value: 0.7, reason: { code: 'prune/by-hand' } })
    expect(bench.pool.runs).toHaveLength(2)
    await run?.finish(0.9)
    expect(rows(bench)[0]?.state).toBe('pruned')
    expect(bench.studies.get(bench.id).counts.pruned).toBe(1)
  })

  it('may have waited, also in a study that stands still', async () => {
    const bench = setUp()
    const { row } = await bench.steering.addTrial(bench.id, { [SIZE]: 32 })
    if (row) bench.steering.pruneTrial(row.id)
    expect(rows(bench)).toMatchObject([{ state: 'pruned' }])
    expect(bench.studies.get(bench.id).counts.pruned).toBe(1)
    await bench.start()
    expect(bench.pool.runs.map(({ request }) => request.training.batchSize)).not.toContain(32)
  })

  it('cannot be over already', async () => {
    const bench = setUp()
    await bench.runToEnd()
    const [row] = rows(bench)
    expect(() => row && bench.steering.pruneTrial(row.id)).toThrow('study/wrong-state')
  })
})

describe('what had no result', () => {
  it('runs again as soon as it is asked for', async () => {
    const bench = setUp({ budget: { trials: 3, timeLimitSeconds: null, parallel: 1 } })
    await bench.start()
    await bench.pool.runs[0]?.fail()
    await bench.pool.runs[1]?.fail()
    await bench.pool.runs[2]?.finish(0.5)
    expect(bench.steering.retryFailed(bench.id)).toEqual({ trials: 2 })
    await flushMicrotasks()
    await bench.pool.runs[3]?.finish(0.6)
    await bench.pool.runs[4]?.finish(0.7)
    expect(rows(bench).map(({ state, value }) => [state, value])).toEqual([
      ['complete', 0.6],
      ['complete', 0.7],
      ['complete', 0.5],
    ])
    expect(bench.steering.retryFailed(bench.id)).toEqual({ trials: 0 })
  })

  it('is filled up to the whole list', async () => {
    const bench = setUp({ sampler: GRID, budget: { trials: 1, timeLimitSeconds: null, parallel: 1 } })
    await bench.steering.addTrial(bench.id, { [SIZE]: 32 })
    await bench.runToEnd()
    expect(told(bench)).toEqual([
      [1, 'complete', 8, 'sampler'],
      [2, 'complete', 32, 'manual'],
    ])
    const plan = bench.store.studies.get(bench.id).plan
    bench.studies.setBudget(bench.id, { ...plan.budget, trials: 100 })
    expect(bench.steering.fillMissing(bench.id)).toEqual({ trials: 1 })
    for (let turn = 0; turn < 10; turn++) await flushMicrotasks()
    expect(told(bench).map(([, state, size]) => [state, size])).toEqual([
      ['complete', 8],
      ['complete', 32],
      ['complete', 16],
    ])
  })
})

describe('what is searched', () => {
  it('changes by versions, and back', async () => {
    const bench = setUp({ budget: { trials: 2, timeLimitSeconds: null, parallel: 1 } })
    await bench.start()
    const first = { search: { [SIZE]: SIZES } }
    const second = { search: { 'training.learningRate': { kind: 'choice' as const, values: [0.1, 0.2] } } }
    await bench.steering.setSpace(bench.id, second)
    await bench.pool.runs[0]?.finish(0.5)
    expect(
      rows(bench).map(({ assignment, spaceVersion }) => [Object.keys(assignment), spaceVersion]),
    ).toEqual([
      [[SIZE], 1],
      [['training.learningRate'], 2],
    ])
    await bench.steering.setSpace(bench.id, first)
    const steps = bench.steering.spaces(bench.id)
    expect(steps.map(({ version, trials, isCurrent }) => [version, trials, isCurrent])).toEqual([
      [1, 1, false],
      [2, 1, false],
      [3, 0, true],
    ])
    expect(steps[1]?.changes).toEqual([
      { kind: 'domain', path: SIZE, before: SIZES, after: null },
      {
        kind: 'domain',
        path: 'training.learningRate',
        before: null,
        after: second.search['training.learningRate'],
      },
    ])
    expect(steps[2]?.search).toEqual(first.search)
    expect(trainingPlanOf(bench.store.studies.get(bench.id)).design.search).toEqual(first.search)
  })

  it('is only what the design has', async () => {
    const bench = setUp()
    await expect(bench.steering.setSpace(bench.id, { search: { 'nothing.rate': SIZES } })).rejects.toThrow(
      'model/invalid',
    )
    expect(bench.steering.spaces(bench.id)).toMatchObject([{ version: 1, isCurrent: true, changes: [] }])
  })
})

describe('a limit on what models cost', () => {
  const UNITS = 'hidden.units'
  const units: Domain = { kind: 'integer', low: 1, high: 512, scale: 'log', step: 1 }
  /** @returns a bench whose models may have as many weights as the smallest third of its space, about. */
  function setUpLimited() {
    const bench = setUp({ budget: { trials: 12, timeLimitSeconds: null, parallel: 2 } }, { [UNITS]: units })
    const { plan } = bench.store.studies.get(bench.id)
    const limited = { ...trainingPlanOf({ plan }).design, constraints: ['model.weights <= 2000'] }
    bench.store.studies.update({
      ...bench.store.studies.get(bench.id),
      plan: { ...trainingPlanOf({ plan }), design: limited },
    })
    return bench
  }

  it('is kept to before anything starts, whatever is proposed', async () => {
    const bench = setUpLimited()
    await bench.runToEnd()
    const found = rows(bench).map(({ assignment }) => Number(assignment[UNITS]))
    expect(found).toHaveLength(12)
    expect(Math.max(...found)).toBeLessThan(60)
  })

  it('is told of a trial that is added by hand', async () => {
    const bench = setUpLimited()
    const { row, problems } = await bench.steering.addTrial(bench.id, { [UNITS]: 500 })
    expect(row).toBeNull()
    expect(problems).toEqual([{ cause: 'constraint', constraint: 'model.weights <= 2000' }])
    expect((await bench.steering.addTrial(bench.id, { [UNITS]: 2 })).problems).toEqual([])
  })

  it('that cannot be read is refused with its search', async () => {
    const bench = setUp({}, { [UNITS]: units })
    const searched = { search: { [UNITS]: units }, constraints: ['hidden.unit <'] }
    await expect(bench.steering.setSpace(bench.id, searched)).rejects.toThrow('model/invalid')
  })
})

describe('the end of a study', () => {
  it('comes with the target, once what runs has finished', async () => {
    const bench = setUp({ stops: { target: 0.9, plateau: null } })
    await bench.start()
    const [first, second] = bench.pool.runs
    await first?.finish(0.95)
    expect(bench.pool.runs).toHaveLength(2)
    expect(bench.studies.get(bench.id)).toMatchObject({ state: 'running', stoppedBy: null })
    await second?.finish(0.1)
    const reason = { code: 'stop/target', details: { trial: 1, value: 0.95, target: 0.9 } }
    expect(bench.studies.get(bench.id)).toMatchObject({ state: 'complete', stoppedBy: reason })
  })

  it('may be put off while it runs', async () => {
    const bench = setUp({ stops: { target: 0.9, plateau: null } })
    await bench.start()
    bench.steering.setRules(bench.id, { stops: { target: 0.99, plateau: null } })
    await bench.pool.runs[0]?.finish(0.95)
    expect(bench.pool.runs).toHaveLength(3)
  })

  it('comes when nothing is left to try', async () => {
    const bench = setUp({ budget: { trials: 50, timeLimitSeconds: null, parallel: 2 } })
    await bench.runToEnd()
    expect(bench.studies.get(bench.id)).toMatchObject({
      plannedTrials: 3,
      stoppedBy: { code: 'stop/exhausted', details: { trials: 3 } },
    })
  })
})
