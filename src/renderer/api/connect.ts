import { SOCKET_PATH } from '@shared/contract/bridge'
import { createApi } from './createApi'
import { createElectronTransport } from './electronTransport'
import type { FettleApi, Transport } from './types'
import { isPageRefused } from './isPageRefused'
import { WebSocketTransport } from './webSocketTransport'

export interface Connection {
  readonly api: FettleApi
  readonly onConnection: Transport['onConnection']
}

/** Chooses the transport by where the page runs. */
export function connect(): Connection {
  const transport = window.fettle
    ? createElectronTransport(window.fettle)
    : new WebSocketTransport({ url: socketAddress(window.location), isRefused: isPageRefused })
  return { api: createApi(transport), onConnection: (listener) => transport.onConnection(listener) }
}

function socketAddress(location: Location): string {
  return `${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}${SOCKET_PATH}`
}
