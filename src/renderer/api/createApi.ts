import * as v from 'valibot'
import { EVENTS, type EventName, type EventPayload } from '@shared/contract/events'
import { INVOKES, type Channel, type InvokeInput, type InvokeOutput } from '@shared/contract/invokes'
import { AppError } from '@shared/errors/appError'
import { fromWireError } from '@shared/errors/wireError'
import type { FettleApi, Transport } from './types'

/** Gives a transport its types: every output and every event is read by its schema. */
export function createApi(transport: Transport): FettleApi {
  async function invoke<C extends Channel>(channel: C, input: InvokeInput<C>): Promise<InvokeOutput<C>> {
    const result = await transport.request(channel, input)
    if (!result.ok) throw fromWireError(result.error)
    return readOutput(channel, result.value)
  }

  function on<E extends EventName>(event: E, listener: (payload: EventPayload<E>) => void): () => void {
    return transport.on(event, (payload) => {
      listener(read(EVENTS[event], payload, event) as EventPayload<E>)
    })
  }

  return { invoke, on }
}

function readOutput<C extends Channel>(channel: C, value: unknown): InvokeOutput<C> {
  return read(INVOKES[channel].output, value, channel) as InvokeOutput<C>
}

function read(schema: v.GenericSchema, value: unknown, channel: string): unknown {
  const parsed = v.safeParse(schema, value)
  if (parsed.success) return parsed.output
  const issue = parsed.issues[0]
  throw new AppError('contract/bad-request', {
    channel,
    issue: `${v.getDotPath(issue) ?? ''} ${issue.message}`,
  })
}
