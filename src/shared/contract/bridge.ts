/** @file How a renderer reaches the core: `window.fettle` under Electron, a WebSocket on the same address in a browser. */
import type { EventName } from './events'
import type { Channel } from './invokes'

/** Where the browser host listens for WebSockets: `ws://<location.host>/ws`; one `RequestMessage` a text frame. */
export const SOCKET_PATH = '/ws'

/** A longer frame from a renderer closes its connection (close code 1009). */
export const MAX_FRAME_BYTES = 1024 * 1024

/** What the preload script exposes as `window.fettle`, and nothing else. */
export interface FettleBridge {
  /** Never rejects for a failure of the core: it resolves to a `Result`, still to be read by its schema. */
  invoke(channel: Channel, input: unknown): Promise<unknown>
  /** @returns a function that ends the subscription; payloads still have to be read by the event's schema. */
  on(event: EventName, listener: (payload: unknown) => void): () => void
}

/** Channels between preload and Electron's main; everything of the contract passes through them. */
export const RELAY_INVOKE = 'fettle:invoke'
export const RELAY_EVENT = 'fettle:event'
