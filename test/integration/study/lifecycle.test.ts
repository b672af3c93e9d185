import { readdir, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import * as v from 'valibot'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { EventMessage } from '../../../src/shared/contract/envelope'
import { EVENTS, type EventName, type EventPayload } from '../../../src/shared/contract/events'
import { type BuiltPrograms, buildPrograms } from '../../support/buildPrograms'
import { type CoreBench, openCore, openSample, untilEnded, untilStudy } from '../../support/coreBench'

let programs: BuiltPrograms
let core: CoreBench
beforeAll(async () => {
  programs = await buildPrograms()
  core = await openCore(programs)
})
afterAll(async () => {
  await core[Symbol.asyncDispose]()
  await programs.remove()
})

const rest = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

describe('a study with real workers', () => {
  it('pauses where it is, goes on, stops, and continues to its planned number', async () => {
    const { id } = await openSample(core.call, 'digits', { trials: 5, parallel: 2 })
    const steps = async () => (await core.call('trial:list', { studyId: id })).map(({ step }) => step)
    await core.call('study:start', { id })
    await untilStudy(core.call, { id, isReached: ({ counts }) => counts.running === 2 })

    expect((await core.call('study:pause', { id })).state).toBe('paused')
    // A chunk that was under way may still end.
    await rest(800)
    const held = await steps()
    const { elapsedMs } = await core.call('study:get', { id })
    await rest(400)
    expect(await steps()).toEqual(held)
    expect(await core.call('study:get', { id })).toMatchObject({ state: 'paused', elapsedMs })

    expect((await core.call('study:start', { id })).state).toBe('running')
    await untilStudy(core.call, { id, isReached: ({ counts }) => counts.complete >= 1 && counts.running > 0 })
    const stopped = await core.call('study:stop', { id })
    expect(stopped).toMatchObject({ state: 'stopped', counts: { running: 0 } })
    const complete = stopped.counts.complete

    await core.call('study:start', { id })
    const study = await untilEnded(core.call, id)
    expect(study).toMatchObject({ state: 'complete', counts: { complete: 5, failed: 0 } })
    expect(complete).toBeLessThan(5)
    expect((await core.call('trial:list', { studyId: id })).map(({ number }) => number)).toEqual([
      1, 2, 3, 4, 5,
    ])
    await expect(core.call('study:start', { id })).rejects.toMatchObject({ code: 'study/wrong-state' })

    const budget = { ...study.plan.budget, trials: 6 }
    await core.call('study:setBudget', { id, budget })
    await core.call('study:start', { id })
    expect((await untilEnded(core.call, id)).counts.complete).toBe(6)
  })

  it('tells every epoch once and in order, by events that their schemas accept', async () => {
    const told: EventMessage[] = []
    const unsubscribe = core.onEvent((message) => told.push(message))
    const { id } = await openSample(core.call, 'iris', { trials: 3, parallel: 2 })
    await core.call('study:start', { id })
    await untilEnded(core.call, id)
    unsubscribe()

    for (const { event, payload } of told) {
      expect(
        v.safeParse(EVENTS[event as EventName], JSON.parse(JSON.stringify(payload))).issues,
      ).toBeUndefined()
    }
    const epochs = new Map<string, number[]>()
    for (const { event, payload } of told) {
      if (event !== 'trials:stepped') continue
      for (const { trialId, steps } of (payload as EventPayload<'trials:stepped'>).steps) {
        epochs.set(trialId, [...(epochs.get(trialId) ?? []), ...steps.map(({ step }) => step)])
      }
    }
    const rows = await core.call('trial:list', { studyId: id })
    for (const { id: trialId, step } of rows) {
      expect(epochs.get(trialId)).toEqual(Array.from({ length: step }, (_, index) => index + 1))
    }
    const last = told.filter(({ event }) => event === 'study:changed').at(-1)
    expect(last?.payload).toMatchObject({ state: 'complete', counts: { complete: 3 } })
  })

  it('marks a trial that diverges as failed, with its reason, and goes on', async () => {
    const { plan, projectId } = await openSample(core.call, 'wine', { trials: 2, parallel: 1 })
    const training = { ...plan.design.training, optimizer: 'sgd' as const, learningRate: 10, batchSize: 1 }
    const search = { 'training.learningRate': { kind: 'choice' as const, values: [10, 0.01] } }
    const study = await core.call('study:create', {
      projectId,
      name: 'Too fast',
      plan: { ...plan, design: { ...plan.design, training, search } },
    })
    expect(study.plannedTrials).toBe(2)
    await core.call('study:start', { id: study.id })
    const ended = await untilEnded(core.call, study.id)
    expect(ended).toMatchObject({ state: 'complete', counts: { complete: 1, failed: 1 } })
    const [first] = await core.call('trial:list', { studyId: study.id })
    expect(first).toMatchObject({ state: 'failed', value: null, reason: { code: 'training/diverged' } })
  })

  it('makes prepared tensors again where they are missing', async () => {
    const { id } = await openSample(core.call, 'iris', { trials: 1, parallel: 1 })
    const cache = join(core.dataFolder, 'cache')
    for (const name of await readdir(cache)) await rm(join(cache, name), { recursive: true })
    await core.call('study:start', { id })
    expect(await untilEnded(core.call, id)).toMatchObject({ state: 'complete', counts: { complete: 1 } })
  })

  it('fails with its reason, and can be continued, while its data is out of reach', async () => {
    const { id } = await openSample(core.call, 'iris', { trials: 1, parallel: 1 })
    const [cache, sources] = ['cache', 'sources'].map((name) => join(core.dataFolder, name))
    for (const name of await readdir(cache ?? '')) await rm(join(cache ?? '', name), { recursive: true })
    await rename(sources ?? '', `${sources}-away`)
    await core.call('study:start', { id })
    expect(await untilEnded(core.call, id)).toMatchObject({
      state: 'failed',
      reason: { code: 'file/unreadable' },
    })
    await rename(`${sources}-away`, sources ?? '')
    await core.call('study:start', { id })
    expect((await untilEnded(core.call, id)).state).toBe('complete')
  })

  it('goes to the trash with its project while it runs, and comes back stopped', async () => {
    const { id, projectId } = await openSample(core.call, 'digits', { trials: 30, parallel: 2 })
    await core.call('study:start', { id })
    await core.call('project:remove', { id: projectId })
    const cards = await core.call('project:list', null)
    expect(cards.map((card) => card.id)).not.toContain(projectId)
    await core.call('project:restore', { id: projectId })
    expect(await core.call('study:get', { id })).toMatchObject({ state: 'stopped' })
  })
})
