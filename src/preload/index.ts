/** @file The only thing a page can reach outside itself: the contract's channels and events, by name. */
import { contextBridge, ipcRenderer } from 'electron'
import { type FettleBridge, RELAY_EVENT, RELAY_INVOKE } from '../shared/contract/bridge'
import { isEventName } from '../shared/contract/events'
import { isChannel } from '../shared/contract/invokes'

type Listener = (payload: unknown) => void
const listeners = new Map<string, Set<Listener>>()

ipcRenderer.on(RELAY_EVENT, (_event, name: unknown, payload: unknown) => {
  if (!isEventName(name)) return
  for (const listener of listeners.get(name) ?? []) listener(payload)
})

const bridge: FettleBridge = {
  invoke: (channel, input) =>
    isChannel(channel)
      ? ipcRenderer.invoke(RELAY_INVOKE, channel, input)
      : Promise.resolve({
          ok: false,
          error: { code: 'contract/unknown-channel', details: { channel: String(channel) } },
        }),
  on(event, listener) {
    if (!isEventName(event)) return () => undefined
    const own: Listener = (payload) => listener(payload)
    const ofEvent = listeners.get(event) ?? new Set()
    listeners.set(event, ofEvent.add(own))
    return () => void ofEvent.delete(own)
  },
}

contextBridge.exposeInMainWorld('fettle', bridge)
