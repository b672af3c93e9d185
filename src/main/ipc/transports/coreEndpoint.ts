/** @file The core as a transport sees it: a router for requests, and events; and what reads a raw message for it. */
import * as v from 'valibot'
import { type EventMessage, RequestMessage, type ResponseMessage } from '../../../shared/contract/envelope'
import { AppError } from '../../../shared/errors/appError'
import { toWireError } from '../../../shared/errors/wireError'
import type { Router } from '../router'

export interface CoreEndpoint {
  readonly router: Router
  /** @returns a function that ends the subscription. */
  onEvent(listener: (message: EventMessage) => void): () => void
}

const Identified = v.object({ id: RequestMessage.entries.id })

/**
 * Answers one message from outside. A malformed request that still has an id is answered by `contract/bad-request`,
 * so that its sender does not wait for ever; anything else is no request at all, and null.
 */
export async function answerMessage(
  message: unknown,
  endpoint: CoreEndpoint,
): Promise<ResponseMessage | null> {
  const request = v.safeParse(RequestMessage, message)
  if (request.success) return endpoint.router.handle(request.output)
  const identified = v.safeParse(Identified, message)
  if (!identified.success) return null
  const issue = request.issues[0].message
  const error = new AppError('contract/bad-request', { channel: '', issue })
  return { kind: 'response', id: identified.output.id, result: { ok: false, error: toWireError(error) } }
}
