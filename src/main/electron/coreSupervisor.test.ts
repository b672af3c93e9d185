import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { EventMessage } from '../../shared/contract/envelope'
import type { CoreChild } from './coreChild'
import { createCoreSupervisor } from './coreSupervisor'

interface FakeCore {
  readonly child: CoreChild
  readonly posted: unknown[]
  say(message: unknown): void
  die(): void
}

function createFakeCore(): FakeCore {
  const posted: unknown[] = []
  let say: (message: unknown) => void = () => undefined
  let die: (code: number | null) => void = () => undefined
  const child: CoreChild = {
    pid: 1,
    post: (message) => void posted.push(message),
    onMessage: (listener) => void (say = listener),
    onExit: (listener) => void (die = listener),
    kill: () => die(null),
  }
  return { child, posted, say: (message) => say(message), die: () => die(null) }
}

function supervise() {
  const cores: FakeCore[] = []
  const events: EventMessage[] = []
  const forked: unknown[] = []
  const onGivenUp = vi.fn()
  const latest = (): FakeCore => cores[cores.length - 1] ?? createFakeCore()
  const supervisor = createCoreSupervisor({
    startChild: () => {
      cores.push(createFakeCore())
      return latest().child
    },
    createForks: () => ({
      fork: (workerId, program) => void forked.push({ workerId, program }),
      kill: (workerId) => void forked.push({ killed: workerId }),
      killAll: () => void forked.push('all killed'),
    }),
    onEvent: (event) => void events.push(event),
    print: () => Promise.resolve(true),
    onGivenUp,
  })
  return { supervisor, cores, latest, events, forked, onGivenUp }
}

const restarted = { ok: false, error: { code: 'app/core-restarted', details: {} } }

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

describe('createCoreSupervisor', () => {
  it('gives each request its own answer, in whatever order they come', async () => {
    const { supervisor, latest } = supervise()
    const first = supervisor.invoke('project:list', null)
    const second = supervisor.invoke('app:about', null)
    expect(latest().posted).toEqual([
      { kind: 'request', id: 0, channel: 'project:list', input: null },
      { kind: 'request', id: 1, channel: 'app:about', input: null },
    ])
    latest().say({ kind: 'response', id: 1, result: { ok: true, value: 'b' } })
    latest().say({ kind: 'response', id: 0, result: { ok: true, value: 'a' } })
    expect([await first, await second]).toEqual([
      { ok: true, value: 'a' },
      { ok: true, value: 'b' },
    ])
  })

  it('passes events on, and drops what is no message of the contract', () => {
    const { latest, events } = supervise()
    latest().say({ kind: 'event', event: 'project:changed', payload: { projectId: 'abcdef' } })
    latest().say('nonsense')
    latest().say({ kind: 'event' })
    expect(events).toHaveLength(1)
  })

  it('starts a dead core again, answers what it left open and says so', async () => {
    const { supervisor, cores, latest, events } = supervise()
    const open = supervisor.invoke('project:list', null)
    latest().say({ kind: 'host:running', studyCount: 1 })
    latest().die()
    expect(await open).toEqual(restarted)
    expect(supervisor.runningStudyCount()).toBe(0)
    vi.advanceTimersByTime(1)
    expect(cores).toHaveLength(2)
    expect(events).toEqual([{ kind: 'event', event: 'core:restarted', payload: {} }])
  })

  it('answers at once while no core runs', async () => {
    const { supervisor, latest } = supervise()
    latest().die()
    expect(await supervisor.invoke('project:list', null)).toEqual(restarted)
  })

  it('gives up a core that dies again and again', () => {
    const { latest, onGivenUp } = supervise()
    for (let death = 0; death < 5; death++) {
      latest().die()
      vi.advanceTimersByTime(6_000)
    }
    expect(onGivenUp).toHaveBeenCalledOnce()
  })

  it('forks and kills workers as the core asks, and kills them with it', () => {
    const { latest, forked } = supervise()
    latest().say({ kind: 'host:fork', workerId: 4, program: 'trainingWorker' })
    latest().say({ kind: 'host:fork', workerId: 5, program: '/bin/sh' })
    latest().say({ kind: 'host:kill', workerId: 4 })
    latest().die()
    expect(forked).toEqual([{ workerId: 4, program: 'trainingWorker' }, { killed: 4 }, 'all killed'])
  })

  it('lets the core finish, and does not start it again', async () => {
    const { supervisor, cores, latest } = supervise()
    const end = supervisor.shutdown()
    expect(latest().posted).toEqual([{ kind: 'host:shutdown' }])
    latest().die()
    await end
    vi.advanceTimersByTime(60_000)
    expect(cores).toHaveLength(1)
  })

  it('kills a core that does not finish', async () => {
    const { supervisor } = supervise()
    const end = supervisor.shutdown()
    vi.advanceTimersByTime(10_000)
    await expect(end).resolves.toBeUndefined()
  })
})
