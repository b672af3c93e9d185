import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import type { StudySummary, TrainingPlan } from '../../../src/shared/domain/study'
import type { TrialDetail } from '../../../src/shared/domain/trial'
import { type BuiltPrograms, buildPrograms } from '../../support/buildPrograms'
import { type Call, openCore, openSample, untilEnded } from '../../support/coreBench'
import { startCoreProcess } from '../../support/coreProcess'

let programs: BuiltPrograms
beforeAll(async () => {
  programs = await buildPrograms()
})
afterAll(() => programs.remove())

const EPOCHS = 16
const SEARCH: TrainingPlan['design']['search'] = {
  'training.learningRate': { kind: 'float', low: 0.0005, high: 0.3, scale: 'log' },
  'drop.rate': { kind: 'float', low: 0, high: 0.5, scale: 'linear' },
}
const HALVING = { pruner: { kind: 'successiveHalving', minSteps: 2, factor: 2 } } as const

/** A study over a small net on the wine sample, one trial at a time. */
async function createStudy(call: Call, change: Partial<TrainingPlan>, trials = 10): Promise<StudySummary> {
  const { projectId, plan } = await openSample(call, 'wine', { trials, parallel: 1 })
  const { design } = plan
  const training = { ...design.training, epochs: EPOCHS, patience: 0 }
  const sampler = { kind: 'random', seed: 3 } as const
  const whole = { ...plan, sampler, design: { ...design, training, search: SEARCH }, ...change }
  return call('study:create', { projectId, name: 'Pruned', plan: whole })
}

async function details(call: Call, studyId: StudySummary['id']): Promise<TrialDetail[]> {
  const rows = await call('trial:list', { studyId })
  return Promise.all(rows.map(({ id }) => call('trial:get', { id })))
}

async function run(call: Call, change: Partial<TrainingPlan>, trials?: number): Promise<TrialDetail[]> {
  const { id } = await createStudy(call, change, trials)
  await call('study:start', { id })
  expect((await untilEnded(call, id)).state).toBe('complete')
  return details(call, id)
}

/** Everything that training and judging decide. */
const learnt = ({ row, steps }: TrialDetail) => {
  const { number, state, assignment, value, bestStep, step, reason, train, validation } = row
  return { number, state, assignment, value, bestStep, step, reason, train, validation, steps }
}
const statesOf = (trials: readonly TrialDetail[]) => new Set(trials.map(({ row }) => row.state))

describe('a study that halves', () => {
  it('trains some trials whole and others in part, each epoch as in a study that gives none up', async () => {
    await using core = await openCore(programs)
    const whole = await run(core.call, {})
    const halved = await run(core.call, HALVING)
    expect(statesOf(halved)).toEqual(new Set(['complete', 'pruned']))
    for (const [index, trial] of halved.entries()) {
      expect([2, 4, 8, EPOCHS]).toContain(trial.row.step)
      expect(trial.steps).toEqual(whole[index]?.steps.slice(0, trial.row.step))
      if (trial.row.state === 'complete')
        expect(learnt(trial)).toEqual(learnt(whole[index] ?? expect.unreachable()))
      else expect(trial.row.reason?.code).toBe('prune/rung')
    }
    const epochs = halved.reduce((sum, { row }) => sum + row.step, 0)
    expect(epochs).toBeLessThan(0.7 * EPOCHS * halved.length)
    expect(await readdir(join(core.dataFolder, 'checkpoints'))).toEqual([])
    const kept = halved.filter(({ row }) => row.state === 'complete').map(({ row }) => `${row.id}.weights`)
    const weights = await readdir(join(core.dataFolder, 'weights'))
    expect(halved.map(({ row }) => `${row.id}.weights`).filter((name) => weights.includes(name))).toEqual(
      kept,
    )
  })

  it('reaches the same after the core is killed', async () => {
    const dataFolder = await mkdtemp(join(tmpdir(), 'fettle-pruning-'))
    onTestFinished(() => rm(dataFolder, { recursive: true, force: true }))
    const first = startCoreProcess(programs, dataFolder)
    const undisturbed = await run(first.call, HALVING)
    const { id } = await createStudy(first.call, HALVING)
    await first.call('study:start', { id })
    await expect
      .poll(async () => (await first.call('trial:list', { studyId: id })).length, {
        timeout: 30_000,
        interval: 20,
      })
      .toBeGreaterThan(4)
    await first.kill()

    await using second = await openCore(programs, dataFolder)
    const resting = (await second.call('trial:list', { studyId: id })).filter(
      ({ state }) => state === 'paused',
    )
    for (const { reason } of resting) expect(reason?.code).toBe('prune/rung')
    await second.call('study:start', { id })
    await untilEnded(second.call, id)
    expect((await details(second.call, id)).map(learnt)).toEqual(undisturbed.map(learnt))
  })

  it('judges by the epochs of others, too', async () => {
    await using core = await openCore(programs)
    const timing = { startupTrials: 2, warmupSteps: 2, interval: 1 }
    const trials = await run(core.call, { pruner: { kind: 'median', ...timing } }, 12)
    expect(statesOf(trials)).toEqual(new Set(['complete', 'pruned']))
  })
})

describe('a population', () => {
  it('lets the last go on from the first, with settings of their own', async () => {
    await using core = await openCore(programs)
    const sampler = {
      kind: 'population',
      population: 4,
      interval: 4,
      quantile: 0.25,
      resample: 0.25,
      seed: 3,
    } as const
    const trials = await run(core.call, { sampler }, 12)
    const forks = trials.filter(({ row }) => row.origin.kind === 'fork')
    expect(forks.length).toBeGreaterThan(0)
    for (const { row, steps } of forks) {
      if (row.origin.kind !== 'fork') continue
      const { trial, step } = row.origin
      const parent = trials[trial - 1]
      expect(steps.slice(0, step)).toEqual(parent?.steps.slice(0, step))
      expect(row.assignment).not.toEqual(parent?.row.assignment)
    }
    const replaced = trials.filter(({ row }) => row.reason?.code === 'prune/replaced')
    expect(replaced).toHaveLength(forks.length)
    expect(await readdir(join(core.dataFolder, 'checkpoints'))).toEqual([])
  })
})

describe('a study of several seeds', () => {
  const plan: Partial<TrainingPlan> = {
    objective: { metric: 'logLoss', direction: 'minimize' },
    repeats: { seeds: 3, finalists: { count: 2, seeds: 5 } },
    pruner: { kind: 'wilcoxon', level: 0.3, startupRuns: 2 },
  }

  it('gives up who is worse on the same seeds, and trains the best with more', async () => {
    await using core = await openCore(programs)
    const trials = await run(core.call, plan, 8)
    expect(statesOf(trials)).toEqual(new Set(['complete', 'pruned']))
    for (const { row, steps } of trials) {
      const values = row.runs.map(({ value }) => value)
      expect(row.value).toBeCloseTo(values.reduce((sum, value) => sum + value, 0) / values.length, 12)
      expect(steps).toHaveLength(EPOCHS)
      if (row.state === 'pruned') expect([row.reason?.code, values.length]).toEqual(['prune/wilcoxon', 2])
    }
    const whole = trials.filter(({ row }) => row.state === 'complete')
    const more = whole.filter(({ row }) => row.runs.length === 5)
    expect(whole.every(({ row }) => row.runs.length === 3 || row.runs.length === 5)).toBe(true)
    expect(more).toHaveLength(2)
    const best = await core.call('study:get', { id: more[0]?.row.studyId ?? expect.unreachable() })
    expect(best).toMatchObject({ state: 'complete', stoppedBy: { code: 'stop/budget' } })
    const again = await run(core.call, plan, 8)
    expect(again.map(learnt)).toEqual(trials.map(learnt))
  })
})
