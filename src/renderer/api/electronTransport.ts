import * as v from 'valibot'
import type { FettleBridge } from '@shared/contract/bridge'
import { Result } from '@shared/contract/envelope'
import type { Transport } from './types'

/** The desktop host: Electron's IPC behind the preload bridge. */
export function createElectronTransport(bridge: FettleBridge): Transport {
  return {
    async request(channel, input) {
      return v.parse(Result, await bridge.invoke(channel, toPlain(input)))
    },
    on: (event, listener) => bridge.on(event, listener),
    onConnection(listener) {
      listener('open')
      return () => undefined
    },
  }
}

/** Reactive proxies cannot cross the bridge; everything in the contract survives JSON. */
function toPlain(input: unknown): unknown {
  return input === undefined ? undefined : JSON.parse(JSON.stringify(input))
}
