import type { EventName, EventPayload } from '@shared/contract/events'
import type { Channel, InvokeInput, InvokeOutput } from '@shared/contract/invokes'
import type { Result } from '@shared/contract/envelope'

/** What the screens use to talk to the core, whatever carries it. */
export interface FettleApi {
  /** @throws {AppError} whatever the core answers, or `app/core-restarted` when the connection is lost. */
  invoke<C extends Channel>(channel: C, input: InvokeInput<C>): Promise<InvokeOutput<C>>
  /** @returns a function that ends the listening. */
  on<E extends EventName>(event: E, listener: (payload: EventPayload<E>) => void): () => void
}

/** `refused`: the core is there, but was started anew since and lets this page in no more. */
export type ConnectionState = 'open' | 'lost' | 'refused'

/** Carries requests and events; knows nothing of schemas. */
export interface Transport {
  request(channel: Channel, input: unknown): Promise<Result>
  on(event: EventName, listener: (payload: unknown) => void): () => void
  /** Calls at once with the present state, then at every change. */
  onConnection(listener: (state: ConnectionState) => void): () => void
}
