/** @file The core as a transport sees it: something that answers invocations and tells of events. */
import type { EventMessage, Result } from '../../../shared/contract/envelope'

export interface CoreEndpoint {
  /** Answers a failure too, as `{ ok: false, error }`: it never rejects. */
  invoke(channel: string, input: unknown): Promise<Result>
  /** @returns a function that ends the subscription. */
  subscribe(listener: (message: EventMessage) => void): () => void
}
