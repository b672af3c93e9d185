import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createThreadOpener } from '../../../src/main/services'
import type { TrainingPlan } from '../../../src/shared/domain/study'
import { type BuiltPrograms, buildPrograms } from '../../support/buildPrograms'
import { openCore, openSample, untilEnded } from '../../support/coreBench'

let programs: BuiltPrograms
beforeAll(async () => {
  programs = await buildPrograms()
})
afterAll(() => programs.remove())

async function assignmentsOf(built: BuiltPrograms) {
  await using core = await openCore(built)
  const { projectId, plan } = await openSample(core.call, 'wine', { trials: 12, parallel: 1 })
  const training = { ...plan.design.training, epochs: 2 }
  const search: TrainingPlan['design']['search'] = {
    'training.learningRate': { kind: 'float', low: 0.0005, high: 0.3, scale: 'log' },
    'drop.rate': { kind: 'float', low: 0, high: 0.5, scale: 'linear' },
  }
  const sampler = { kind: 'tpe', mode: 'multivariate', startup: 4, seed: 3 } as const
  const whole = { ...plan, sampler, design: { ...plan.design, training, search } }
  const { id } = await core.call('study:create', { projectId, name: 'Thought out', plan: whole })
  await core.call('study:start', { id })
  expect((await untilEnded(core.call, id)).state).toBe('complete')
  const rows = await core.call('trial:list', { studyId: id })
  return rows.map(({ assignment, value }) => ({ assignment, value }))
}

describe('the thread of a sampler', () => {
  it('proposes what the core would', async () => {
    const { samplerThread: _none, ...without } = programs
    const here = await assignmentsOf(without as BuiltPrograms)
    expect(here).toHaveLength(12)
    expect(await assignmentsOf(programs)).toEqual(here)
  })

  it('is told of where it cannot be started', async () => {
    const spec = { kind: 'random', seed: 1 } as const
    const task = { space: { parameters: [] }, objectives: 1, trials: 1, parallel: 1 }
    const thread = createThreadOpener('/nowhere/samplerThread.cjs')({ task, spec })
    await expect(thread.ask({ number: 1, history: [], isSkipping: true })).rejects.toMatchObject({
      code: 'bug/unexpected',
    })
    thread.close()
  })
})
