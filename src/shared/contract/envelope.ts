/** @file Messages as they travel between renderer and core, on a process port and on a WebSocket alike. */
import * as v from 'valibot'
import { WireError } from '../errors/wireError'

export const RequestMessage = v.strictObject({
  kind: v.literal('request'),
  id: v.pipe(v.number(), v.integer(), v.minValue(0)),
  channel: v.pipe(v.string(), v.maxLength(100)),
  input: v.optional(v.unknown()),
})
export type RequestMessage = v.InferOutput<typeof RequestMessage>

/** What an invocation comes to; `value` still has to be read by the channel's output schema. */
export const Result = v.variant('ok', [
  v.strictObject({ ok: v.literal(true), value: v.optional(v.unknown()) }),
  v.strictObject({ ok: v.literal(false), error: WireError }),
])
export type Result = v.InferOutput<typeof Result>

export const ResponseMessage = v.strictObject({ kind: v.literal('response'), id: v.number(), result: Result })
export type ResponseMessage = v.InferOutput<typeof ResponseMessage>

export const EventMessage = v.strictObject({
  kind: v.literal('event'),
  event: v.string(),
  payload: v.unknown(),
})
export type EventMessage = v.InferOutput<typeof EventMessage>

/** What the core sends to a renderer. */
export const CoreMessage = v.variant('kind', [ResponseMessage, EventMessage])
export type CoreMessage = v.InferOutput<typeof CoreMessage>
