/** @file The contract as typed calls to a core in the same process. */
import * as v from 'valibot'
import { type Channel, INVOKES, type InvokeInput, type InvokeOutput } from '../../../shared/contract/invokes'
import { fromWireError } from '../../../shared/errors/wireError'
import type { Router } from '../../ipc/router'

/** @throws AppError whatever the core answers. */
export type Call = <C extends Channel>(channel: C, input: InvokeInput<C>) => Promise<InvokeOutput<C>>

export function createCall(router: Router): Call {
  let nextId = 0
  return async (channel, input) => {
    const { result } = await router.handle({ kind: 'request', id: nextId++, channel, input })
    if (!result.ok) throw fromWireError(result.error)
    // The table ties the schema to the channel; TypeScript cannot follow an indexed generic that far.
    return v.parse(INVOKES[channel].output, result.value) as InvokeOutput<typeof channel>
  }
}
