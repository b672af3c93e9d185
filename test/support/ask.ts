/** Asks the core over a socket of the page's own, past everything that the screens show or refuse. */
import type { Page } from 'playwright-core'
import type { Result } from '../../src/shared/contract/envelope'
import type { Channel, InvokeInput, InvokeOutput } from '../../src/shared/contract/invokes'

/** @returns the answer as it came, success or failure. */
export function askRaw<C extends Channel>(page: Page, channel: C, input: InvokeInput<C>): Promise<Result> {
  return page.evaluate(
    ([name, value]) =>
      new Promise<Result>((resolve, reject) => {
        const socket = new WebSocket(`ws://${location.host}/ws`)
        socket.onopen = () =>
          socket.send(JSON.stringify({ kind: 'request', id: 1, channel: name, input: value }))
        socket.onerror = () => reject(new TypeError('no connection'))
        socket.onmessage = ({ data }) => {
          const message = JSON.parse(String(data)) as { kind: string; result: Result }
          if (message.kind !== 'response') return
          resolve(message.result)
          socket.close()
        }
      }),
    [channel, input] as const,
  )
}

/** @throws TypeError that names the code, where the core refuses. */
export async function ask<C extends Channel>(
  page: Page,
  channel: C,
  input: InvokeInput<C>,
): Promise<InvokeOutput<C>> {
  const result = await askRaw(page, channel, input)
  if (!result.ok) throw new TypeError(`${channel}: ${result.error.code}`)
  return result.value as InvokeOutput<C>
}
