import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Design } from '../../../src/shared/domain/design'
import type { Domain } from '../../../src/shared/domain/searchSpace'
import type { StudySummary } from '../../../src/shared/domain/study'
import type { TrialDetail } from '../../../src/shared/domain/trial'
import { type BuiltPrograms, buildPrograms } from '../../support/buildPrograms'
import { type Call, openCore, openSample, untilEnded, untilStudy } from '../../support/coreBench'

let programs: BuiltPrograms
beforeAll(async () => {
  programs = await buildPrograms()
})
afterAll(() => programs.remove())

const choice = (...values: number[]): Domain => ({ kind: 'choice', values })
const SEARCH: Design['search'] = {
  'drop.rate': choice(0.1, 0.3),
  'training.learningRate': choice(0.001, 0.01, 0.05),
  'training.epochs': choice(6, 14),
}

interface Grid {
  readonly search?: Design['search']
  readonly parallel: number
  readonly training?: Partial<Design['training']>
}

/** A grid over a small net on the wine sample, early stopping on. */
async function createGrid(call: Call, { search = SEARCH, parallel, training }: Grid): Promise<StudySummary> {
  const { projectId, plan } = await openSample(call, 'wine', { trials: 100, parallel })
  const { design } = plan
  const sampler = { kind: 'grid', order: 'ordered', pointsPerRange: 4, seed: 7 } as const
  return call('study:create', {
    projectId,
    name: 'Grid',
    plan: {
      ...plan,
      sampler,
      design: { ...design, training: { ...design.training, patience: 4, ...training }, search },
    },
  })
}

async function run(call: Call, { id }: StudySummary): Promise<TrialDetail[]> {
  await call('study:start', { id })
  await untilEnded(call, id)
  return details(call, id)
}

async function details(call: Call, studyId: StudySummary['id']): Promise<TrialDetail[]> {
  const rows = await call('trial:list', { studyId })
  return Promise.all(rows.map(({ id }) => call('trial:get', { id })))
}

/** Everything that training decides. */
const learnt = ({ row, steps }: TrialDetail) => {
  const { state, assignment, value, bestStep, step, isStoppedEarly, train, validation, weightCount } = row
  return { state, assignment, value, bestStep, step, isStoppedEarly, train, validation, weightCount, steps }
}

describe('trials that are trained as one', () => {
  it('give what each gives alone, to the last digit, with one worker or two', async () => {
    await using core = await openCore(programs)
    const together = await run(core.call, await createGrid(core.call, { parallel: 1 }))
    expect(together).toHaveLength(12)
    expect(together.map(({ row }) => row.sharing?.trials.length)).toEqual(Array(12).fill(12))
    expect(together.map(({ row }) => row.sharing?.readFrom ?? null)).toEqual(
      [1, 2, 3, 4, 5, 6].flatMap((run) => [2 * run, null]),
    )
    expect(core.workers).toHaveLength(1)

    const inTwo = await run(core.call, await createGrid(core.call, { parallel: 2 }))
    expect(inTwo.map(({ row }) => row.sharing?.trials.length)).toEqual(Array(12).fill(6))
    expect(inTwo.map(learnt)).toEqual(together.map(learnt))

    for (const number of [1, 4, 9, 12]) {
      const trial = together[number - 1]
      const only = Object.entries(trial?.row.assignment ?? {}).map(([name, value]) => [
        name,
        choice(Number(value)),
      ])
      const [alone] = await run(
        core.call,
        await createGrid(core.call, { search: Object.fromEntries(only), parallel: 1 }),
      )
      expect(alone?.row.sharing).toBeNull()
      expect(alone && learnt(alone)).toEqual(trial && learnt(trial))
    }
  })

  it('are tried again one by one when their worker dies, with the same results', async () => {
    await using core = await openCore(programs)
    const expected = await run(core.call, await createGrid(core.call, { parallel: 1 }))
    const study = await createGrid(core.call, { parallel: 1 })
    await core.call('study:start', { id: study.id })
    await untilStudy(core.call, { id: study.id, isReached: ({ counts }) => counts.running > 0 })
    process.kill(core.workers.at(-1)?.pid ?? 0, 'SIGKILL')
    await untilEnded(core.call, study.id)
    const tried = await details(core.call, study.id)
    expect(tried.some(({ row }) => row.attempt === 2)).toBe(true)
    expect(tried.map(learnt)).toEqual(expected.map(learnt))
  })

  it('pause, stop and go on together, each to its own end', async () => {
    await using core = await openCore(programs)
    const expected = await run(core.call, await createGrid(core.call, { parallel: 1 }))
    const { id } = await createGrid(core.call, { parallel: 1 })
    await core.call('study:start', { id })
    await untilStudy(core.call, { id, isReached: ({ counts }) => counts.running > 0 })
    expect(await core.call('study:pause', { id })).toMatchObject({ state: 'paused' })
    await core.call('study:start', { id })
    await core.call('study:stop', { id })
    const stopped = await details(core.call, id)
    expect(stopped.every(({ row }) => row.state === 'interrupted' || row.state === 'complete')).toBe(true)
    expect((await run(core.call, await core.call('study:get', { id }))).map(learnt)).toEqual(
      expected.map(learnt),
    )
  })

  it('may diverge one by one, and the others learn as if nothing were', async () => {
    await using core = await openCore(programs)
    const rates = (...values: number[]) => ({ 'training.learningRate': choice(...values) })
    const sgd = { optimizer: 'sgd', batchSize: 1 } as const
    const grid = await createGrid(core.call, { search: rates(10, 0.01), parallel: 1, training: sgd })
    const [wild, tame] = await run(core.call, grid)
    expect(wild?.row).toMatchObject({ state: 'failed', value: null, reason: { code: 'training/diverged' } })
    expect(tame?.row).toMatchObject({ state: 'complete', sharing: { trials: [1, 2] } })
  })
})
