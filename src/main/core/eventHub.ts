import type { EventMessage } from '../../shared/contract/envelope'
import type { Emit } from '../services'

/** Hands every event to every listener, in order. */
export interface EventHub {
  readonly emit: Emit
  pass(message: EventMessage): void
  /** @returns how to stop listening. */
  onEvent(listener: (message: EventMessage) => void): () => void
}

export function createEventHub(): EventHub {
  const listeners = new Set<(message: EventMessage) => void>()
  const pass = (message: EventMessage): void => {
    for (const listener of listeners) listener(message)
  }
  return {
    emit: (event, payload) => pass({ kind: 'event', event, payload }),
    pass,
    onEvent(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
  }
}
