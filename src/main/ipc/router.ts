/** @file The one door into the core: reads a request by its channel's schema, calls the handler, answers with an envelope. */
import * as v from 'valibot'
import type { RequestMessage, ResponseMessage, Result } from '../../shared/contract/envelope'
import {
  type Channel,
  type InvokeOutput,
  INVOKES,
  isChannel,
  type ParsedInput,
} from '../../shared/contract/invokes'
import { AppError, toAppError } from '../../shared/errors/appError'
import { toWireError } from '../../shared/errors/wireError'

/** What a handler answers; where the contract allows nothing, it need not say so. */
type Answer<C extends Channel> = InvokeOutput<C> | (undefined extends InvokeOutput<C> ? void : never)

/** One handler a channel; a channel without one does not compile. */
export type Handlers = {
  readonly [C in Channel]: (input: ParsedInput<C>) => Promise<Answer<C>> | Answer<C>
}

/** Handlers of some channels, as one namespace file makes them. */
export type HandlersOf<C extends Channel> = Pick<Handlers, C>

export interface Router {
  /** Never rejects: whatever goes wrong is in the answer. The sender was checked by the transport. */
  handle(request: RequestMessage): Promise<ResponseMessage>
}

/** Told of every error of kind `bug` that leaves the core, with its stack still on it. */
export type BugListener = (channel: string, error: AppError) => void

export function createRouter(handlers: Handlers, onBug: BugListener): Router {
  const invoke = async (channel: string, input: unknown): Promise<Result> => {
    try {
      if (!isChannel(channel)) throw new AppError('contract/unknown-channel', { channel })
      return { ok: true, value: await callHandler(handlers, channel, input) }
    } catch (thrown) {
      const error = toAppError(thrown)
      if (error.kind === 'bug') onBug(channel, error)
      return { ok: false, error: toWireError(error) }
    }
  }
  return {
    async handle({ id, channel, input }) {
      return { kind: 'response', id, result: await invoke(channel, input) }
    },
  }
}

function callHandler<C extends Channel>(handlers: Handlers, channel: C, input: unknown) {
  const handler: Handlers[C] = handlers[channel]
  return handler(parseInput(channel, input))
}

function parseInput<C extends Channel>(channel: C, input: unknown): ParsedInput<C> {
  const parsed = v.safeParse(INVOKES[channel].input, input)
  if (!parsed.success)
    throw new AppError('contract/bad-request', { channel, issue: describeIssue(parsed.issues[0]) })
  // The table ties the schema to the channel; TypeScript cannot follow an indexed generic that far.
  return parsed.output as ParsedInput<C>
}

function describeIssue(issue: v.BaseIssue<unknown>): string {
  const path = v.getDotPath(issue)
  return path === null ? issue.message : `${path}: ${issue.message}`
}
