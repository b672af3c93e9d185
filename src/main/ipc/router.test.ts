import fc from 'fast-check'
import * as v from 'valibot'
import { describe, expect, expectTypeOf, it, vi } from 'vitest'
import type { RequestMessage } from '../../shared/contract/envelope'
import {
  type Channel,
  INVOKES,
  isChannel,
  type InvokeOutput,
  type ParsedInput,
} from '../../shared/contract/invokes'
import { AppError } from '../../shared/errors/appError'
import type { Services } from '../services'
import { createHandlers } from './handlers/createHandlers'
import { createRouter, type Handlers } from './router'

/** A table of which only some channels are asked. */
const table = (handlers: Partial<Handlers>) => handlers as Handlers
const request = (channel: string, input?: unknown): RequestMessage => ({
  kind: 'request',
  id: 7,
  channel,
  input,
})

describe('createRouter', () => {
  it('answers what the handler answers, under the id of the request', async () => {
    const router = createRouter(table({ 'study:list': () => [] }), vi.fn())
    const response = await router.handle(request('study:list', { projectId: null }))
    expect(response).toEqual({ kind: 'response', id: 7, result: { ok: true, value: [] } })
  })

  it('hands over the input as its schema reads it', async () => {
    const create = vi.fn(() => {
      throw new AppError('app/cancelled')
    })
    const router = createRouter(table({ 'project:create': create }), vi.fn())
    await router.handle(request('project:create', { name: '  Wine  ' }))
    expect(create).toHaveBeenCalledWith({ name: 'Wine' })
  })

  it('names the channel and the first issue of a bad request, and calls nobody', async () => {
    const get = vi.fn()
    const router = createRouter(table({ 'study:get': get }), vi.fn())
    const { result } = await router.handle(request('study:get', { id: 5 }))
    expect(result).toMatchObject({ ok: false, error: { code: 'contract/bad-request' } })
    expect(JSON.stringify(result)).toContain('id: ')
    expect(get).not.toHaveBeenCalled()
  })

  it('knows no channel but those of the contract', async () => {
    const router = createRouter(table({}), vi.fn())
    for (const channel of ['study:explode', '__proto__', 'constructor', '']) {
      const { result } = await router.handle(request(channel))
      expect(result).toMatchObject({ ok: false, error: { code: 'contract/unknown-channel' } })
    }
  })

  it('passes an expected error on with its details and reports bugs only', async () => {
    const onBug = vi.fn()
    const expected = new AppError('file/too-large', { sizeBytes: 2, limitBytes: 1 })
    const unforeseen = new TypeError('oops')
    const fail = (thrown: unknown) => () => Promise.reject(thrown)
    const router = createRouter(
      table({ 'project:list': fail(expected), 'app:about': fail(unforeseen) }),
      onBug,
    )

    const first = await router.handle(request('project:list'))
    expect(first.result).toEqual({ ok: false, error: { code: expected.code, details: expected.details } })
    expect(onBug).not.toHaveBeenCalled()

    const second = await router.handle(request('app:about'))
    expect(second.result).toMatchObject({ ok: false, error: { code: 'bug/unexpected' } })
    expect(onBug).toHaveBeenCalledWith('app:about', expect.objectContaining({ cause: unforeseen }))
  })
})

describe('any request at all', () => {
  it('is answered, and reaches a handler only as its schema allows', async () => {
    const reached = vi.fn()
    const handlers = Object.fromEntries(Object.keys(INVOKES).map((channel) => [channel, reached]))
    const router = createRouter(table(handlers), vi.fn())
    const channels = fc.oneof(fc.constantFrom(...Object.keys(INVOKES)), fc.string())
    await fc.assert(
      fc.asyncProperty(channels, fc.anything(), async (channel, input) => {
        reached.mockClear()
        const response = await router.handle(request(channel, input))
        const isValid = isChannel(channel) && v.is(INVOKES[channel].input, input)
        expect(response.result.ok).toBe(isValid)
        expect(reached).toHaveBeenCalledTimes(isValid ? 1 : 0)
      }),
      { numRuns: 1000 },
    )
  })
})

describe('the handler table', () => {
  it('has exactly one handler a channel', () => {
    const channels = Object.keys(createHandlers({} as Services))
    expect(channels.sort()).toEqual(Object.keys(INVOKES).sort())
  })

  it('is typed by the contract', () => {
    expectTypeOf<keyof Handlers>().toEqualTypeOf<Channel>()
    expectTypeOf<Parameters<Handlers['study:get']>[0]>().toEqualTypeOf<ParsedInput<'study:get'>>()
    expectTypeOf<Awaited<ReturnType<Handlers['study:get']>>>().toEqualTypeOf<InvokeOutput<'study:get'>>()
    expectTypeOf<Omit<Handlers, 'study:get'>>().not.toExtend<Handlers>()
  })
})
