import type { EventName, EventPayload } from '@shared/contract/events'
import type { Channel, InvokeInput, InvokeOutput } from '@shared/contract/invokes'
import { AppError } from '@shared/errors/appError'
import type { Connection, FettleApi } from '../api'

/** What a test answers on the channels it needs. */
export type Answers = {
  readonly [C in Channel]?: (input: InvokeInput<C>) => InvokeOutput<C> | Promise<InvokeOutput<C>>
}

export interface FakeConnection extends Connection {
  readonly calls: { readonly channel: Channel; readonly input: unknown }[]
  /** Tells the listeners of an event, as the core would. */
  emit<E extends EventName>(event: E, payload: EventPayload<E>): void
}

/** A core of canned answers; an unexpected question is refused by name. */
export function createFakeConnection(answers: Answers): FakeConnection {
  const calls: FakeConnection['calls'] = []
  const listeners = new Map<EventName, Set<(payload: unknown) => void>>()
  const api: FettleApi = {
    async invoke<C extends Channel>(channel: C, input: InvokeInput<C>): Promise<InvokeOutput<C>> {
      calls.push({ channel, input })
      const answer = answers[channel] as ((input: InvokeInput<C>) => InvokeOutput<C>) | undefined
      if (!answer) throw new AppError('contract/unknown-channel', { channel })
      return answer(input)
    },
    on(event, listener) {
      const known = listeners.get(event) ?? new Set()
      listeners.set(event, known.add(listener as (payload: unknown) => void))
      return () => known.delete(listener as (payload: unknown) => void)
    },
  }
  return {
    api,
    calls,
    onConnection(listener) {
      listener('open')
      return () => undefined
    },
    emit(event, payload) {
      for (const listener of listeners.get(event) ?? []) listener(payload)
    },
  }
}
